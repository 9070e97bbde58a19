import type { Locator, Page } from 'playwright-core';
import { insist, succeeds } from './insist.ts';

/**
 * Opens a menu and takes an entry of it. By keyboard: a menu ignores the mouse for its first moment, lest the click that
 * opened it hits an entry, and shows no sign of when that moment has passed. The editor closes a menu when something else
 * takes the focus, so it is opened again where the entry is not there.
 *
 * @param open does what opens the menu; it gets its patience in milliseconds
 */
export async function takeMenuEntry(
  page: Page,
  entry: Locator,
  open: (patienceMs: number) => Promise<void>,
): Promise<void> {
  await insist('the end of the menu', async patienceMs => {
    if (!(await entry.isVisible())) {
      if (await page.locator('.monaco-menu').count()) await page.keyboard.press('Escape');
      if (!(await succeeds(open(patienceMs)))) return false;
      if (!(await succeeds(entry.waitFor({ timeout: patienceMs })))) return false;
    }
    if (!(await succeeds(entry.hover({ timeout: patienceMs })))) return false;
    await page.keyboard.press('Enter');
    return succeeds(entry.waitFor({ state: 'detached', timeout: patienceMs }));
  });
}
