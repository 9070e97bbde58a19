import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { screenshotFolder } from '../../projectFolders.ts';
import { type AccountsMenu, accountsMenu } from './accountsMenu.ts';
import { type Messages, messages } from './messages.ts';
import { type QuickInput, quickInput } from './quickInput.ts';
import { type TreeView, treeView } from './treeView.ts';
import { type Walkthrough, walkthrough } from './walkthrough.ts';

/** A first start on a busy machine, in milliseconds. */
const READY_WITHIN_MS = 60_000;
/** How long one try may take of what an editor that just started may swallow, in milliseconds. */
const TRY_MS = 2500;
const TRIES = 8;
/** Age of a page whose layout is as it was left, in milliseconds. */
const RESTORED_AFTER_MS = 10_000;

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
  /** Runs a command of the palette by its full title, such as `View: Toggle Terminal`. */
  runCommand(title: string): Promise<void>;
  /** The inside of a webview; `index` counts the open ones (default 0). */
  webview(index?: number): FrameLocator;
  /** The text on the clipboard. */
  clipboardText(): Promise<string>;
  /** Leaves a picture of the window in `test-results/screenshots/NAME.png`. */
  screenshot(name: string): Promise<void>;
}

/** Says whether something goes well. */
const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  );

/** Says whether something comes to be seen within the time of one try. */
const appears = (locator: Locator, withinMs = TRY_MS): Promise<boolean> =>
  succeeds(locator.waitFor({ timeout: withinMs }));

/** Repeats what a window that still restores itself may undo, until it holds. */
async function insist(what: string, attempt: () => Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < TRIES; tried++) if (await attempt()) return;
  throw new Error(`${what} did not come, tried ${TRIES} times`);
}

async function becomeReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: READY_WITHIN_MS });
  await page.locator('.activitybar .action-item').first().waitFor({ timeout: READY_WITHIN_MS });
  await page.locator('.statusbar').waitFor();
}

/**
 * Opens the palette and runs a command; one that is registered late is missing in a palette that opened
 * early.
 */
async function tryCommand(page: Page, quick: QuickInput, title: string): Promise<boolean> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  if (!(await appears(quick.widget))) {
    // the focus is in a frame, which keeps its keys
    await page.locator('.part.statusbar').click();
    return false;
  }
  // what takes the focus away now closes the palette
  if (!(await succeeds(quick.type(`>${title}`, { accept: false, withinMs: TRY_MS })))) return false;
  if (!(await appears(quick.row(title)))) return false;
  return succeeds(quick.row(title).click({ timeout: TRY_MS }));
}

/** The age of a page; one that is being loaded anew has none yet. */
const ageMs = (page: Page): Promise<number> => page.evaluate<number>('performance.now()').catch(() => 0);

/** Shows a container: a click on the tab of the open one would close it, so its title decides. */
async function tryContainer(page: Page, tab: Locator, name: string): Promise<boolean> {
  const title = page.locator('.part.sidebar .composite.title h2', { hasText: name });
  if (!(await appears(title, 300))) {
    await tab.click();
    if (!(await appears(title))) return false;
  }
  // a layout that is still being restored may show another one a moment later
  if ((await ageMs(page)) < RESTORED_AFTER_MS) await wait(300);
  return title.isVisible();
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
    insist(`the command "${title}"`, () => tryCommand(page, quick, title));
  return {
    page,
    quickInput: quick,
    tree: treeView(page),
    walkthrough: walkthrough(page),
    accounts: accountsMenu(page),
    ...messages(page, runCommand),
    ready: () => becomeReady(page),
    async reload() {
      await page.reload();
      await becomeReady(page);
    },
    containerTab,
    async openContainer(name) {
      await containerTab(name).waitFor();
      await insist(`the view container "${name}"`, () => tryContainer(page, containerTab(name), name));
    },
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
