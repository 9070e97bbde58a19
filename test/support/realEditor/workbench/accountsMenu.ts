import type { Locator, Page } from 'playwright-core';
import { insist, succeeds } from './insist.ts';
import { takeMenuEntry } from './menus.ts';

/** The menu of the activity bar with everybody who is signed in. */
export interface AccountsMenu {
  /** Opens the menu and returns the entry of an account. */
  open(account: RegExp): Promise<Locator>;
  /** Signs an account out, through the menu and the question that follows. */
  signOut(account: RegExp): Promise<void>;
}

/** Drives the Accounts menu of a workbench's page. */
export function accountsMenu(page: Page): AccountsMenu {
  const open = async (account: RegExp): Promise<Locator> => {
    await page.locator('.activitybar').getByLabel('Accounts').first().click();
    const entry = page.getByRole('menuitem', { name: account });
    await entry.waitFor();
    return entry;
  };
  return {
    open,
    async signOut(account) {
      const entry = await open(account);
      const signOut = page.getByRole('menuitem', { name: 'Sign Out' });
      // An entry with a menu below it stays when that opens.
      await insist('the menu of the account', async patienceMs => {
        await entry.hover({ timeout: patienceMs });
        await page.keyboard.press('ArrowRight');
        return succeeds(signOut.waitFor({ timeout: patienceMs }));
      });
      await takeMenuEntry(page, signOut);
      await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Sign Out', exact: true }).click();
    },
  };
}
