import type { Locator, Page } from 'playwright-core';
import { menuSettles } from './menuSettles.ts';

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
    await menuSettles();
    return entry;
  };
  return {
    open,
    async signOut(account) {
      await (await open(account)).click();
      const signOut = page.getByRole('menuitem', { name: 'Sign Out' });
      await signOut.waitFor();
      await menuSettles();
      await signOut.click();
      await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Sign Out', exact: true }).click();
    },
  };
}
