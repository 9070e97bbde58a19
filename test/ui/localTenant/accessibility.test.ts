import assert from 'node:assert/strict';
import * as client from 'openid-client';
import type { Page } from 'playwright-core';
import { signInEndPage } from '../../../src/editor/features/signIn/signInEndPage.ts';
import { listenForRedirect } from '../../../src/signIn/loopbackRedirect.ts';
import { type AccessibilityResult, checkAccessibility } from '../../support/browser/accessibility.ts';
import { signIn } from '../../support/browser/loginPage.ts';
import { openBrowser, type UserBrowser, type UsersBrowser } from '../../support/browser/openBrowser.ts';
import { freePort } from '../../support/network/freePort.ts';
import { discover } from '../../support/tenant/discover.ts';
import { type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';
import { administratorCaller } from '../../unit/localTenant/apiCaller.ts';

const THEMES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'high contrast light': { colorScheme: 'light', forcedColors: 'active', contrast: 'more' },
  'high contrast dark': { colorScheme: 'dark', forcedColors: 'active', contrast: 'more' },
} as const;

/** CSS pixels: 1280 at 400 % zoom. */
const NARROW = 320;

/** The focused element and its outline; none if the page itself has the focus. */
const FOCUSED = `(() => {
  const { activeElement: element, body } = document;
  return element === body ? [] : [[element.id || element.textContent, getComputedStyle(element).outlineStyle]];
})()`;

/** Cycles through a page with Tab: every field and button is reached, and shows that it has the focus. */
async function reachesAllByTab(page: Page): Promise<void> {
  const reachable = await page.locator('input:visible, button:visible').count();
  const met = new Map<string, string>();
  for (let step = 0; step <= reachable; step += 1) {
    await page.keyboard.press('Tab');
    for (const [name, outline] of await page.evaluate<[string, string][]>(FOCUSED)) met.set(name, outline);
  }
  assert.equal(met.size, reachable);
  assert.ok(![...met.values()].includes('none'), JSON.stringify([...met]));
}

describe('accessibility of browser pages', () => {
  let tenant: LocalTenant;
  let browser: UsersBrowser;
  let user: UserBrowser;
  let deviceClientId: string;
  const results: (AccessibilityResult & { readonly page: string; readonly theme: string })[] = [];

  before(async () => {
    tenant = await startLocalTenant();
    browser = await openBrowser();
    user = await browser.newUser();
    const call = await administratorCaller(tenant);
    deviceClientId = (await call('POST', '/DeviceCodeClients', { Name: 'Pump display' })).body.Id;
    await tenant.changesCount();
  });
  after(async () => {
    await browser?.dispose();
    await tenant?.stop();
    for (const { page, theme, passed, violations } of results) {
      process.stdout.write(`      ${page}, ${theme}: ${passed} rules hold, ${violations.length} broken\n`);
    }
  });

  async function codes() {
    const configuration = await discover(tenant, deviceClientId, client.None());
    return client.initiateDeviceAuthorization(configuration, { scope: 'openid ocsapi' });
  }

  /** The page at the end of a sign-in, as the extension itself serves it. */
  async function endPage(page: Page, query: string): Promise<void> {
    const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
    const parts = { redirectUri, isAnswer: () => true, endPage: signInEndPage, timeoutMs: 60_000 };
    const { answer } = await listenForRedirect(parts);
    await page.goto(`${redirectUri}?${query}`);
    await answer;
  }

  /** Goes to the password page, starting at the device confirmation. */
  async function login(page: Page): Promise<void> {
    await page.goto((await codes()).verification_uri_complete ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Password').waitFor();
  }

  /** Goes to the sign-out confirmation, which is shown only to signed-in users. */
  async function logout(page: Page): Promise<void> {
    await login(page);
    await signIn(page, tenant);
    await page.getByText('The device is signed in').waitFor();
    await page.goto(`${tenant.resource}/identity/connect/endsession`);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }

  const PAGES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
    login,
    'login that failed': async page => {
      await login(page);
      await page.getByLabel('User name').fill('nobody');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
    },
    'device code': async page => page.goto((await codes()).verification_uri),
    'device code that is wrong': async page => {
      await page.goto((await codes()).verification_uri);
      await page.getByLabel('Code that the device shows').fill('wrong');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('alert').waitFor();
    },
    'device confirmation': async page => page.goto((await codes()).verification_uri_complete ?? ''),
    'device that is signed in': async page => {
      await login(page);
      await signIn(page, tenant);
      await page.getByText('The device is signed in').waitFor();
    },
    logout,
    'after logout': async page => {
      await logout(page);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('You are signed out').waitFor();
    },
    refusal: async page => {
      await page.goto(`${tenant.resource}/identity/connect/authorize?client_id=nobody`);
      await page.getByText('The local tenant refused this request').waitFor();
    },
    'end of a sign-in': page => endPage(page, 'code=c&state=s'),
    'end of a sign-in that failed': page => endPage(page, 'error=access_denied&state=s'),
  };

  for (const [name, open] of Object.entries(PAGES)) {
    it(`${name}: passes all rules in all themes, narrow too, and by keyboard`, async () => {
      await user.context.clearCookies();
      const page = await user.newPage();
      await open(page);
      for (const [theme, media] of Object.entries(THEMES)) {
        await page.emulateMedia(media);
        const result = await checkAccessibility(page);
        results.push({ page: name, theme, ...result });
        assert.deepEqual([...result.violations, ...result.undecided], [], theme);
        await reachesAllByTab(page);
      }
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      await page.setViewportSize({ width: NARROW, height: 600 });
      assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= NARROW);
      await page.close();
    });
  }
});
