import type { Locator, Page } from 'playwright-core';
import { insist, succeeds } from './insist.ts';

/**
 * Takes an entry of the menu that is open. By keyboard: a menu ignores the mouse for its first moment, lest the click that
 * opened it hits an entry, and shows no sign of when that moment has passed.
 */
export async function takeMenuEntry(page: Page, entry: Locator): Promise<void> {
  await insist('the end of the menu', async patienceMs => {
    if (!(await entry.isVisible()) && !(await succeeds(entry.waitFor({ timeout: patienceMs })))) return false;
    if (!(await succeeds(entry.hover({ timeout: patienceMs })))) return false;
    await page.keyboard.press('Enter');
    return succeeds(entry.waitFor({ state: 'detached', timeout: patienceMs }));
  });
}
