import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { screenshotFolder } from '../../folders/projectFolders.ts';
import { WAIT_LIMIT_MS } from '../../waiting/limits.ts';
import { TIDY_KEYS } from '../userSettings.ts';
import { type AccountsMenu, accountsMenu } from './accountsMenu.ts';
import { clickRow } from './clickRow.ts';
import { insist, succeeds } from './insist.ts';
import { type Messages, messages } from './messages.ts';
import { type QuickInput, quickInput } from './quickInput.ts';
import { type TreeView, treeView } from './treeView.ts';
import { type Walkthrough, walkthrough } from './walkthrough.ts';

/** The parts of a VS Code window that tests touch, by what a user sees of them. */
export interface Workbench extends Messages {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly tree: TreeView;
  readonly walkthrough: Walkthrough;
  readonly accounts: AccountsMenu;
  /** Waits until the window is restored and can be used. */
  ready(): Promise<void>;
  /** Loads the window anew, as "Developer: Reload Window" does. */
  reload(): Promise<void>;
  /** The tab of a view container in the activity bar. */
  containerTab(name: string): Locator;
  /** Shows a view container in the side bar. */
  openContainer(name: string): Promise<void>;
  /** Closes every toast, so that none covers a picture or a button. */
  clearToasts(): Promise<void>;
  /** Closes every editor; one with unsaved changes asks, and stays. */
  closeAllEditors(): Promise<void>;
  /** Runs a command of the palette by its full title, such as `View: Toggle Terminal`. */
  runCommand(title: string): Promise<void>;
  /** The inside of a webview; `index` counts the open ones (default 0). */
  webview(index?: number): FrameLocator;
  /** The text on the clipboard. */
  clipboardText(): Promise<string>;
  /** Leaves a picture of the window in `test-results/screenshots/NAME.png`. */
  screenshot(name: string): Promise<void>;
}

/** Says whether something comes to be seen within the time of one try. */
const appears = (locator: Locator, patienceMs: number): Promise<boolean> =>
  succeeds(locator.waitFor({ timeout: patienceMs }));

/** The patience with a key, in milliseconds; a terminal may have taken it. */
const KEY_PATIENCE_MS = 2000;

/** The mark that VS Code sets once the views, panels and editors of the last time are there again. */
const RESTORED = 'code/LifecyclePhase/Restored';

async function becomeReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor();
  await page.waitForFunction(`performance.getEntriesByName('${RESTORED}').length > 0`);
  await page.locator('.activitybar .action-item').first().waitFor();
  await page.locator('.statusbar').waitFor();
}

/** Opens the palette. */
async function tryPalette(page: Page, quick: QuickInput, patienceMs: number): Promise<boolean> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  if (await appears(quick.widget, patienceMs)) return true;
  // The focus is in a frame, which keeps its keys.
  await succeeds(page.locator('.part.statusbar').click({ timeout: patienceMs }));
  return false;
}

/**
 * Runs a command through the palette. A command that is registered late is missing in a palette that opened early, and whatever
 * takes the focus away closes the palette.
 */
async function tryCommand(
  page: Page,
  quick: QuickInput,
  title: string,
  patienceMs: number,
): Promise<boolean> {
  if (!(await tryPalette(page, quick, patienceMs))) return false;
  const typed = `>${title}`;
  if (!(await succeeds(quick.type(typed, { accept: false, withinMs: patienceMs })))) return false;
  if (!(await appears(quick.row(title), patienceMs))) return false;
  return clickRow(page, title, typed);
}

/** Shows a container: a click on the tab of the open one would close it, so its title decides. */
async function tryContainer(page: Page, tab: Locator, name: string, patienceMs: number): Promise<boolean> {
  const title = page.locator('.part.sidebar .composite.title h2', { hasText: name });
  if (await title.isVisible()) return true;
  return (await succeeds(tab.click({ timeout: patienceMs }))) && appears(title, patienceMs);
}

/** Has a command of the editor have its effect: by its key, or by the palette where something else takes the key. */
async function tidyUp(
  page: Page,
  key: keyof typeof TIDY_KEYS,
  effect: (patienceMs: number) => Promise<boolean>,
  byPalette: () => Promise<void>,
): Promise<void> {
  // Away from whatever would show a tooltip over the next button.
  await page.mouse.move(0, 0);
  await page.keyboard.press(TIDY_KEYS[key]);
  if (await effect(KEY_PATIENCE_MS)) return;
  await byPalette();
  if (!(await effect(WAIT_LIMIT_MS))) throw new Error(`${key} has no effect`);
}

/** Closes every editor, or comes to the question that one of them asks. */
async function closeAllEditors(page: Page, byPalette: () => Promise<void>): Promise<void> {
  // Some pages of the editor open in a box over all others, which has no tab.
  const tabs = page.locator('.tab, .monaco-modal-editor-block');
  if ((await tabs.count()) === 0) return;
  const question = page.locator('.monaco-dialog-box').first();
  const effect = (timeout: number): Promise<boolean> =>
    succeeds(
      Promise.any([tabs.first().waitFor({ state: 'detached', timeout }), question.waitFor({ timeout })]),
    );
  await tidyUp(page, 'closeAllEditors', effect, byPalette);
}

/** Closes every toast. */
async function clearToasts(page: Page, byPalette: () => Promise<void>): Promise<void> {
  const first = page.locator('.notification-toast').first();
  const effect = (timeout: number): Promise<boolean> => succeeds(first.waitFor({ state: 'hidden', timeout }));
  await tidyUp(page, 'clearNotifications', effect, byPalette);
}

async function takeScreenshot(page: Page, name: string): Promise<void> {
  fs.mkdirSync(screenshotFolder, { recursive: true });
  // away from anything that would change under the mouse
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: path.join(screenshotFolder, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
}

/** Drives the workbench of a page (selectors of VS Code 1.139). */
export function workbench(page: Page): Workbench {
  const quick = quickInput(page);
  const containerTab = (name: string): Locator =>
    page.locator('.activitybar').getByRole('tab', { name }).first();
  const runCommand = (title: string): Promise<void> =>
    insist(`the command "${title}"`, patienceMs => tryCommand(page, quick, title, patienceMs));
  return {
    page,
    quickInput: quick,
    tree: treeView(page),
    walkthrough: walkthrough(page),
    accounts: accountsMenu(page),
    ...messages(page),
    ready: () => becomeReady(page),
    async reload() {
      await page.reload();
      await becomeReady(page);
    },
    containerTab,
    async openContainer(name) {
      await containerTab(name).waitFor();
      await insist(`the view container "${name}"`, patienceMs =>
        tryContainer(page, containerTab(name), name, patienceMs),
      );
    },
    closeAllEditors: () => closeAllEditors(page, () => runCommand('View: Close All Editors')),
    clearToasts: () => clearToasts(page, () => runCommand('Notifications: Clear All Notifications')),
    runCommand,
    webview: (index = 0) =>
      page
        .locator('iframe.webview.ready')
        .nth(index)
        .contentFrame()
        .locator('iframe#active-frame')
        .contentFrame(),
    clipboardText: () => page.evaluate<string>('navigator.clipboard.readText()'),
    screenshot: name => takeScreenshot(page, name),
  };
}
