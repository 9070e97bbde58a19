import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../eventually.ts';
import { menuSettles } from './menuSettles.ts';

/** The trees of the side bar: views of extensions, and the explorer's files. */
export interface TreeView {
  /** The row of a node, by its exact label. */
  item(label: string): Locator;
  /** The labels of all rows that are shown, from top to bottom. */
  labels(): Promise<string[]>;
  /** The words behind a node's label. */
  description(label: string): Promise<string>;
  /** Opens a node and waits until it is open. */
  expand(label: string): Promise<Locator>;
  /** Presses one of the buttons in a node's row, by the start of its name. */
  inlineAction(label: string, action: string): Promise<void>;
  /** Takes an entry of a node's context menu. */
  contextMenu(label: string, entry: string): Promise<void>;
  /** The text of a node's tooltip. */
  hoverText(label: string): Promise<string>;
}

/** Time that a node has to open, and after which one that is open stays so, in milliseconds. */
const OPENS_WITHIN_MS = 5000;
const STAYS_OPEN_MS = 200;
/** Time for one try at a button that is there only while the mouse is on its row, in milliseconds. */
const TRY_MS = 3000;

/**
 * The whole text and nothing else. An accessible name would not do: it is the tooltip, where there is one.
 */
const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);

/** Drives the tree views of a workbench's page. */
export function treeView(page: Page): TreeView {
  const item = (label: string): Locator =>
    page.locator('[role="treeitem"]', {
      has: page.locator('.label-name').filter({ hasText: exactly(label) }),
    });
  return {
    item,
    async labels() {
      const labels = await page.locator('[role="treeitem"] .label-name').allInnerTexts();
      return labels.map(label => label.trim());
    },
    description: async label => (await item(label).locator('.label-description').textContent()) ?? '',
    async expand(label) {
      const row = item(label);
      await row.waitFor();
      // a node that is opened while the tree is filled anew closes again
      await eventually(async () => {
        if ((await row.getAttribute('aria-expanded')) === 'false')
          await row.locator('.monaco-tl-twistie').click();
        await row.and(page.locator('[aria-expanded="true"]')).waitFor({ timeout: OPENS_WITHIN_MS });
        await wait(STAYS_OPEN_MS);
        assert.equal(await row.getAttribute('aria-expanded'), 'true', `${label} did not stay open`);
      });
      return row;
    },
    async inlineAction(label, action) {
      const button = item(label).locator(`.action-label[aria-label^=${JSON.stringify(action)}]`);
      // a row that moves away under the mouse, while the tree is filled anew, takes its buttons along
      await eventually(async () => {
        await item(label).hover({ timeout: TRY_MS });
        await button.click({ timeout: TRY_MS });
      });
    },
    async contextMenu(label, entry) {
      await item(label).click({ button: 'right' });
      const menu = page.locator('.monaco-menu');
      await menu.waitFor();
      await menuSettles();
      await menu.getByRole('menuitem', { name: entry }).click();
      await menu.waitFor({ state: 'detached' });
    },
    async hoverText(label) {
      const hover = page.locator('.monaco-hover:visible').last();
      // a tooltip comes only to a mouse that arrives, and none to one that arrives while the editor is busy
      await eventually(async () => {
        await page.mouse.move(1, 1);
        await item(label).hover();
        await hover.waitFor({ timeout: OPENS_WITHIN_MS });
      });
      // laid out, since a table's cells run together otherwise
      return (await hover.allInnerTexts()).join('\n');
    },
  };
}
