import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { LocalTenant } from '../tenant/localTenant.ts';

/** The users that every local tenant has from its first start. */
export type UserName = 'administrator' | 'member';

/** Reads a user's password where its owner reads it: in the data folder. */
export function passwordOf(tenant: Pick<LocalTenant, 'dataDir'>, userName: UserName): string {
  const users: { userName: string; password: string }[] = JSON.parse(
    fs.readFileSync(path.join(tenant.dataDir, 'users.json'), 'utf8'),
  );
  const user = users.find(candidate => candidate.userName === userName);
  if (!user) throw new Error(`users.json has no ${userName}`);
  return user.password;
}

/** Fills in the login page, by its labels as a person would, and sends it. */
export async function signIn(
  page: Page,
  tenant: Pick<LocalTenant, 'dataDir'>,
  userName: UserName = 'administrator',
): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(passwordOf(tenant, userName));
  await page.getByRole('button', { name: 'Sign in' }).click();
}
