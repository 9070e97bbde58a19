import type { Locator, Page } from 'playwright-core';
import { insist, succeeds } from './insist.ts';

/** The menu of the activity bar with everybody who is signed in. */
export interface AccountsMenu {
  /** Opens the menu and returns the entry of an account. */
  open(account: RegExp): Promise<Locator>;
  /** Signs an account out, through the menu and the question that follows. */
  signOut(account: RegExp): Promise<void>;
}

/** Drives the Accounts menu of a workbench's page. */
export function accountsMenu(page: Page): AccountsMenu {
  const entryOf = (account: RegExp) => page.getByRole('menuitem', { name: account });
  /** Opens the menu anew: one that was opened before the accounts were known says "Loading…" until it is closed. */
  async function show(account: RegExp, timeout: number): Promise<void> {
    await page.keyboard.press('Escape');
    await page.locator('.activitybar').getByLabel('Accounts').first().click({ timeout });
    await entryOf(account).waitFor({ timeout });
  }
  const question = page.locator('.monaco-dialog-box').getByRole('button', { name: 'Sign Out', exact: true });

  /** Goes the whole way to the question: a menu below a menu may close, and then its entry has no effect. */
  async function ask(account: RegExp, timeout: number): Promise<void> {
    await show(account, timeout);
    await entryOf(account).hover({ timeout });
    await page.keyboard.press('ArrowRight');
    const signOut = page.getByRole('menuitem', { name: 'Sign Out' });
    await signOut.hover({ timeout });
    await page.keyboard.press('Enter');
    await question.waitFor({ timeout });
  }

  return {
    async open(account) {
      await insist('the account in the menu', async patienceMs => succeeds(show(account, patienceMs)));
      return entryOf(account);
    },
    async signOut(account) {
      await insist(
        'the question about signing out',
        async patienceMs => (await question.isVisible()) || succeeds(ask(account, patienceMs)),
      );
      await question.click();
    },
  };
}
