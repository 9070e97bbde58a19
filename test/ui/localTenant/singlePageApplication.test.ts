import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { signIn } from '../../support/browser/loginPage.ts';
import {
  type SinglePageApplication,
  serveSinglePageApplication,
} from '../../support/browser/singlePageApplication.ts';
import { issuerOf } from '../../support/tenant/discover.ts';
import { createClient, flowSuite } from './flowSuite.ts';

/** Functions of the page for tests. */
interface PageFunctions {
  signIn(settings: Settings): Promise<void>;
  finishSignIn(): Promise<Tokens>;
  renewed(settings: Settings): Promise<Tokens>;
  userinfo(settings: Settings, accessToken: string): Promise<Record<string, unknown>>;
  revoke(settings: Settings, token: string): Promise<number>;
  statusOf(
    url: string,
    accessToken: string,
    method?: string,
  ): Promise<{ status: number; total: string | null }>;
}

interface Settings {
  /** The address of the tenant's sign-in. */
  readonly address: string;
  /** The issuer that the tenant publishes, which may be on another host. */
  readonly issuer: string;
  readonly clientId: string;
  readonly tenantId: string;
}

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
}

describe('local tenant: a single-page application, with the browser enforcing CORS', () => {
  const suite = flowSuite();
  let application: SinglePageApplication;
  let page: Page;
  let settings: Settings;

  beforeEach(async () => {
    application = await serveSinglePageApplication();
    page = await suite.browser.newPage();
    const { Id } = await createClient(suite, 'AuthorizationCodeClients', {
      RedirectUris: [`${application.origin}/callback`],
      PostLogoutRedirectUris: [`${application.origin}/bye`],
      AllowedCorsOrigins: [application.origin],
    });
    const { resource, tenantId } = suite.tenant;
    const address = `${resource}/identity`;
    settings = { address, issuer: await issuerOf(suite.tenant), clientId: Id, tenantId };
  });
  afterEach(() => application.dispose());

  /** Calls a function of the page, with JSON values. */
  function inPage<Name extends keyof PageFunctions>(
    name: Name,
    ...args: Parameters<PageFunctions[Name]>
  ): ReturnType<PageFunctions[Name]> {
    return page.evaluate(
      ([called, values]) =>
        (
          globalThis as unknown as { application: Record<string, (...values: unknown[]) => unknown> }
        ).application[called]?.(...values),
      [name, args] as const,
    ) as ReturnType<PageFunctions[Name]>;
  }

  async function signedIn(): Promise<Tokens> {
    await page.goto(`${application.origin}/`);
    await inPage('signIn', settings);
    await signIn(page, suite.tenant);
    await page.waitForURL(`${application.origin}/callback?*`);
    return inPage('finishSignIn');
  }

  const api = () => `${suite.tenant.resource}/api/v1/Tenants/${suite.tenant.tenantId}`;

  it('signs in, asks who the user is, calls the API, renews silently, revokes, and signs out', async () => {
    const tokens = await signedIn();
    const told = await inPage('userinfo', settings, tokens.access_token);
    assert.equal(told.name, 'Local Administrator');
    assert.equal(told.tid, suite.tenant.tenantId);
    assert.equal(told.email, undefined, 'the scope email was not asked for');
    assert.deepEqual(await inPage('statusOf', `${api()}/ClientCredentialClients`, tokens.access_token), {
      status: 200,
      total: '1',
    });
    const refused = await inPage('statusOf', `${api()}/ClientCredentialClients`, tokens.access_token, 'POST');
    assert.equal(refused.status, 400, 'a preflighted request arrives, and its refusal can be read');
    const renewed = await inPage('renewed', settings);
    assert.notEqual(renewed.access_token, tokens.access_token);
    assert.equal((await inPage('statusOf', api(), renewed.access_token)).status, 200);
    assert.equal(await inPage('revoke', settings, renewed.access_token), 200);

    const query = new URLSearchParams({
      id_token_hint: renewed.id_token,
      post_logout_redirect_uri: `${application.origin}/bye`,
      state: 'kept',
    });
    await page.goto(`${settings.address}/connect/endsession?${query}`);
    await page.waitForURL(`${application.origin}/bye?state=kept`);
    await assert.rejects(inPage('renewed', settings), /login_required/);
    assert.deepEqual(
      suite.browser.complaints.filter(text => !/status of 400/.test(text)),
      [],
    );
  });

  it('lets pages of other origins read only the public documents', async () => {
    const tokens = await signedIn();
    const stranger = await serveSinglePageApplication();
    try {
      await page.goto(`${stranger.origin}/`);
      const blocked = /Failed to fetch/;
      await assert.rejects(inPage('statusOf', api(), tokens.access_token), blocked);
      await assert.rejects(inPage('statusOf', `${api()}/Roles`, tokens.access_token, 'POST'), blocked);
      await assert.rejects(inPage('userinfo', settings, tokens.access_token), blocked);
      await assert.rejects(inPage('revoke', settings, tokens.access_token), blocked);
    } finally {
      await stranger.dispose();
    }
  });

  it('loses access when its client is disabled or its origin removed', async () => {
    const tokens = await signedIn();
    const path = `/AuthorizationCodeClients/${settings.clientId}`;
    assert.equal((await inPage('statusOf', api(), tokens.access_token)).status, 200);
    assert.equal((await suite.call('PUT', path, { AllowedCorsOrigins: [] })).status, 200);
    await assert.rejects(inPage('statusOf', api(), tokens.access_token), /Failed to fetch/);
    await suite.call('PUT', path, { AllowedCorsOrigins: [application.origin] });
    assert.equal((await inPage('statusOf', api(), tokens.access_token)).status, 200);
    await suite.call('PUT', path, { Enabled: false });
    await assert.rejects(inPage('statusOf', api(), tokens.access_token), /Failed to fetch/);
  });

  it('redirects after logout only to registered URIs, and asks without an id token hint', async () => {
    const tokens = await signedIn();
    const to = (parameters: Record<string, string>) =>
      `${settings.address}/connect/endsession?${new URLSearchParams(parameters)}`;
    const elsewhere = { post_logout_redirect_uri: `${application.origin}/elsewhere` };
    await page.goto(to({ id_token_hint: tokens.id_token, ...elsewhere }));
    await page.getByText('The local tenant refused this request').waitFor();
    await page.goto(to(elsewhere));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out').waitFor();
  });
});
