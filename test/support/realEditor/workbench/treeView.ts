import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../waiting/eventually.ts';
import { openMenu, takeMenuEntry } from './menus.ts';

/** The trees of the side bar: views of extensions, and the explorer's files. */
export interface TreeView {
  /** The row of a node, by its exact label. */
  item(label: string): Locator;
  /** The labels of all rows that are shown, from top to bottom. */
  labels(): Promise<string[]>;
  /** The label of the first row below a node that is open, once it is there. */
  firstChild(label: string): Promise<string>;
  /** The words behind a node's label. */
  description(label: string): Promise<string>;
  /** Opens a node and waits until it is open. */
  expand(label: string): Promise<Locator>;
  /** Presses one of the buttons in a node's row, by the start of its name. */
  inlineAction(label: string, action: string): Promise<void>;
  /** Opens a node's context menu, and waits for an entry of it. */
  openContextMenu(label: string, entry: string): Promise<void>;
  /** Takes an entry of a node's context menu. */
  contextMenu(label: string, entry: string): Promise<void>;
  /** The text of a node's tooltip. */
  hoverText(label: string): Promise<string>;
}

/**
 * The whole text and nothing else. An accessible name would not do: it is the tooltip, where there is one.
 */
const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);

/** Waits until the views of the side bar are filled: none shows progress, and no node loads its children. */
const isFilled = (page: Page, patienceMs: number): Promise<void> =>
  page
    .locator('.part.sidebar :is(.monaco-progress-container.active, .codicon-tree-item-loading):visible')
    .first()
    .waitFor({ state: 'detached', timeout: patienceMs });

/** Drives the tree views of a workbench's page. */
export function treeView(page: Page): TreeView {
  const item = (label: string): Locator =>
    page.locator('[role="treeitem"]', {
      has: page.locator('.label-name').filter({ hasText: exactly(label) }),
    });
  const menu = page.locator('.monaco-menu');
  const entryOf = (name: string): Locator => menu.getByRole('menuitem', { name });
  const rightClick = (label: string) => (timeout: number) => item(label).click({ button: 'right', timeout });
  const isReady = async (label: string): Promise<void> => {
    await item(label).waitFor();
    await eventually(patienceMs => isFilled(page, patienceMs));
  };
  return {
    item,
    async labels() {
      const labels = await page.locator('[role="treeitem"] .label-name').allInnerTexts();
      return labels.map(label => label.trim());
    },
    async firstChild(label) {
      const row = item(label);
      return eventually(async patienceMs => {
        const index = Number(
          await row.locator('xpath=ancestor-or-self::*[@data-index]').getAttribute('data-index'),
        );
        const level = Number(await row.getAttribute('aria-level'));
        const tree = row.locator('xpath=ancestor::*[@role="tree"]');
        const child = tree.locator(`[data-index="${index + 1}"][aria-level="${level + 1}"] .label-name`);
        return (await child.textContent({ timeout: patienceMs }))?.trim() ?? '';
      });
    },
    description: async label => (await item(label).locator('.label-description').textContent()) ?? '',
    async expand(label) {
      const row = item(label);
      await row.waitFor();
      // A node that is opened while the tree is filled anew closes again.
      await eventually(async patienceMs => {
        await isFilled(page, patienceMs);
        if ((await row.getAttribute('aria-expanded')) === 'false') {
          await row.locator('.monaco-tl-twistie').click({ timeout: patienceMs });
        }
        await row.and(page.locator('[aria-expanded="true"]')).waitFor({ timeout: patienceMs });
        await isFilled(page, patienceMs);
        assert.equal(await row.getAttribute('aria-expanded'), 'true', `${label} did not stay open`);
      });
      return row;
    },
    async inlineAction(label, action) {
      const button = item(label).locator(`.action-label[aria-label^=${JSON.stringify(action)}]`);
      // A row that moves away under the mouse, while the tree is filled anew, takes its buttons along.
      await eventually(async patienceMs => {
        await isFilled(page, patienceMs);
        await item(label).hover({ timeout: patienceMs });
        await button.click({ timeout: patienceMs });
      });
    },
    async openContextMenu(label, entry) {
      await isReady(label);
      await openMenu(page, entryOf(entry), rightClick(label));
    },
    async contextMenu(label, entry) {
      await isReady(label);
      await takeMenuEntry(page, entryOf(entry), rightClick(label));
      await menu.waitFor({ state: 'detached' });
    },
    async hoverText(label) {
      const hover = page.locator('.monaco-hover:visible').last();
      // A tooltip comes only to a mouse that arrives, and none to one that arrives while the editor is busy.
      await eventually(async patienceMs => {
        await page.mouse.move(1, 1);
        await item(label).hover({ timeout: patienceMs });
        await hover.filter({ hasNotText: 'Loading...' }).waitFor({ timeout: patienceMs });
      });
      // Laid out, since a table's cells run together otherwise
      return (await hover.allInnerTexts()).join('\n');
    },
  };
}
