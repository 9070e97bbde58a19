import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../waiting/eventually.ts';
import { clickRow } from './clickRow.ts';

/** The palette, quick picks and input boxes: whatever stands at the window's top just now. */
export interface QuickInput {
  /** The whole widget, while it is shown. */
  readonly widget: Locator;
  /** Its line of text. */
  readonly input: Locator;
  /** Waits until a wizard's step is shown whose title contains the text. */
  waitForTitle(text: string): Promise<void>;
  /** The title of a wizard's step, such as `Add Client (2/7)`. */
  title(): Promise<string>;
  /** The placeholder of the input. */
  placeholder(): Promise<string>;
  /** The prompt or, when the input is not acceptable, the reason; waits until it contains `expected`. */
  message(expected?: string): Promise<string>;
  /** The labels of the choices that are shown. */
  labels(): Promise<string[]>;
  /** The row of a choice whose label starts with the text. */
  row(label: string): Locator;
  /** Takes a choice; in a pick of several it changes the tick. */
  pick(label: string): Promise<void>;
  /** Says whether a choice of a pick of several is ticked. */
  isTicked(label: string): Promise<boolean>;
  /** Replaces the input's text, and accepts it unless `accept` is false. */
  type(text: string, options?: { readonly accept?: boolean; readonly withinMs?: number }): Promise<void>;
  /** Types the text, and waits until the list shows only choices that contain it: rows are reused for other choices. */
  filter(text: string): Promise<void>;
  /** Presses Enter. */
  accept(): Promise<void>;
  /** Presses a button of the title. */
  pressButton(name: string): Promise<void>;
  /** Presses the title's Back button. */
  back(): Promise<void>;
  /** Presses Escape in the input, and waits until the widget is gone. */
  cancel(): Promise<void>;
}

/** The choice that Enter takes, or, in a pick of several, any that can be ticked. */
const CHOSEN = '.focused, [role="checkbox"], input[type="checkbox"]';

/** Drives the quick input of a workbench's page. */
export function quickInput(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-filter input').first();
  const message = widget.locator('.quick-input-message');
  const row = (label: string): Locator =>
    widget.locator(`.monaco-list-row[aria-label^=${JSON.stringify(label)}]`).first();
  const list = widget.locator('.quick-input-list');
  const isBusy = widget.locator('.monaco-progress-container.active');
  /** Says whether Enter has something to take: a text alone, a choice, or a text that has left no choice. */
  const canAccept = async (): Promise<boolean> => {
    if (!(await list.isVisible()) || (await list.locator(CHOSEN).first().isVisible())) return true;
    return (await input.inputValue()) !== '' && !(await isBusy.isVisible());
  };
  const accept = async (): Promise<void> => {
    // Choices come a moment after the title, and nothing is chosen before.
    await eventually(async () => assert.ok(await canAccept(), 'there is nothing to accept'));
    await input.press('Enter');
  };
  return {
    widget,
    input,
    row,
    accept,
    waitForTitle: text => widget.locator('.quick-input-title', { hasText: text }).waitFor(),
    title: async () => (await widget.locator('.quick-input-title').textContent()) ?? '',
    placeholder: async () => (await input.getAttribute('placeholder')) ?? '',
    async message(expected) {
      if (expected !== undefined) await message.filter({ hasText: expected }).waitFor();
      return (await message.textContent()) ?? '';
    },
    async labels() {
      const rows = await widget.locator('.monaco-list-row .label-name').allInnerTexts();
      return rows.map(label => label.trim());
    },
    async pick(label) {
      await row(label).waitFor();
      await eventually(async () => assert.ok(await clickRow(page, label), `"${label}" is gone`));
    },
    isTicked: label => row(label).getByRole('checkbox').isChecked(),
    async type(text, options) {
      const { withinMs } = options ?? {};
      await input.fill(text, withinMs === undefined ? {} : { timeout: withinMs });
      if (options?.accept !== false) await accept();
    },
    async filter(text) {
      await input.fill(text);
      const isShown = (row: string) => row.toLowerCase().includes(text.toLowerCase());
      await eventually(async () => {
        const rows = await widget.locator('.monaco-list-row').allTextContents();
        assert.ok(rows.length > 0 && rows.every(isShown), `choices: ${rows.join('\n')}`);
      });
    },
    pressButton: name => widget.getByRole('button', { name }).click(),
    back: () => widget.getByRole('button', { name: 'Back' }).click(),
    async cancel() {
      // In the input: a terminal whose task has ended, or another part of the window, may have taken the focus.
      await eventually(async patienceMs => {
        if (await widget.isVisible()) await input.press('Escape', { timeout: patienceMs });
        await widget.waitFor({ state: 'hidden', timeout: patienceMs });
      });
    },
  };
}
