import type { Locator, Page } from 'playwright-core';
import { insist, succeeds } from './insist.ts';

/** Opens a menu; it gets its patience in milliseconds. */
type OpenMenu = (patienceMs: number) => Promise<void>;

/** Opens a menu if an entry of it isn't visible. Tells whether the entry is visible then. */
async function reveal(page: Page, entry: Locator, open: OpenMenu, patienceMs: number): Promise<boolean> {
  if (await entry.isVisible()) return true;
  if (await page.locator('.monaco-menu').count()) await page.keyboard.press('Escape');
  return (await succeeds(open(patienceMs))) && succeeds(entry.waitFor({ timeout: patienceMs }));
}

/**
 * Opens a menu and waits for an entry of it. The editor closes a menu when something else takes the focus, so it is opened
 * again if the entry isn't there.
 */
export const openMenu = (page: Page, entry: Locator, open: OpenMenu): Promise<void> =>
  insist('the menu', patienceMs => reveal(page, entry, open, patienceMs));

/**
 * Opens a menu like {@link openMenu} and takes an entry of it. By keyboard: a menu ignores the mouse at first, so that the
 * click that opened it doesn't hit an entry, and doesn't show when it starts to accept clicks.
 */
export const takeMenuEntry = (page: Page, entry: Locator, open: OpenMenu): Promise<void> =>
  insist('the end of the menu', async patienceMs => {
    if (!(await reveal(page, entry, open, patienceMs))) return false;
    if (!(await succeeds(entry.hover({ timeout: patienceMs })))) return false;
    await page.keyboard.press('Enter');
    return succeeds(entry.waitFor({ state: 'detached', timeout: patienceMs }));
  });
