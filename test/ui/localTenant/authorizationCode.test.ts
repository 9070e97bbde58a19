import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { ADMINISTRATOR_ROLE_TYPE_ID, MEMBER_ROLE_TYPE_ID } from '../../../src/service/model/builtInRoles.ts';
import { signIn, type UserName } from '../../support/browser/loginPage.ts';
import { apiCaller, memberRoleId } from '../../unit/localTenant/apiCaller.ts';
import {
  arrivalAfterSignIn,
  assertErrorPage,
  createClient,
  discover,
  flowSuite,
  verified,
} from './flowSuite.ts';

describe('local tenant: authorization code with PKCE, in a browser', () => {
  const suite = flowSuite();

  /** Prepares a sign-in as an application does; `parameters` are added or replace. */
  async function prepared(configuration: client.Configuration, parameters: Record<string, string> = {}) {
    const verifier = client.randomPKCECodeVerifier();
    const checks = { pkceCodeVerifier: verifier, expectedState: client.randomState() };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: suite.application.redirectUri,
      scope: 'openid ocsapi',
      acr_values: `tenant:${suite.tenant.tenantId}`,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: checks.expectedState,
      ...parameters,
    });
    return { url, checks };
  }

  /** Plays a whole sign-in and returns the tokens. */
  async function signedIn(
    configuration: client.Configuration,
    parameters: Record<string, string> = {},
    userName: UserName = 'administrator',
  ) {
    const { url, checks } = await prepared(configuration, parameters);
    const page = await suite.browser.newPage();
    const arrival = suite.application.nextArrival();
    await page.goto(url.href);
    await signIn(page, suite.tenant, userName);
    return client.authorizationCodeGrant(configuration, (await arrival).url, checks);
  }

  const roles = {
    administrator: [MEMBER_ROLE_TYPE_ID, ADMINISTRATOR_ROLE_TYPE_ID],
    member: [MEMBER_ROLE_TYPE_ID],
  };
  for (const userName of ['administrator', 'member'] as const) {
    it(`signs in a user with the roles of ${userName}, whose tokens any library can verify`, async () => {
      const { Id } = await createClient(suite, 'AuthorizationCodeClients', { AccessTokenLifetime: 120 });
      const configuration = await discover(suite, Id, client.None());
      const tokens = await signedIn(configuration, {}, userName);
      assert.equal(tokens.expires_in, 120);
      assert.equal(tokens.refresh_token, undefined);
      const access = await verified(suite, tokens.access_token, 'ocsapi');
      assert.equal(access.tid, suite.tenant.tenantId);
      assert.equal(access.client_id, Id);
      assert.deepEqual([...(access.role_type as string[])].sort(), [...roles[userName]].sort());
      assert.equal(Number(access.exp) - Number(access.iat), 120);
      const identity = await verified(suite, tokens.id_token, Id);
      assert.equal(identity.sub, access.sub);
      const told = await client.fetchUserInfo(configuration, tokens.access_token, identity.sub ?? '');
      assert.equal(told.tid, suite.tenant.tenantId);

      const asUser = apiCaller(suite.tenant, tokens.access_token);
      assert.equal((await asUser('GET', '')).status, 200);
      const body = { Name: 'By a user', RoleIds: [await memberRoleId(suite.call)] };
      const mayWrite = userName === 'administrator' ? 201 : 403;
      assert.equal((await asUser('POST', '/ClientCredentialClients', body)).status, mayWrite);
    });
  }

  it('shows a login page that loads nothing, is labelled, and says when a password is wrong', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients', { Name: '<b>Pump & Co</b>' });
    const { url } = await prepared(await discover(suite, Id, client.None()), { login_hint: 'member' });
    const page = await suite.browser.newPage();
    await page.goto(url.href);
    await page.getByText('<b>Pump & Co</b>').waitFor();
    assert.equal(await page.getByLabel('User name').inputValue(), 'member');
    // The first empty field has the focus.
    await page.keyboard.type('wrong');
    assert.equal(await page.getByLabel('Password').inputValue(), 'wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel('User name').inputValue(), 'member');
    assert.equal(await page.getByLabel('Password').inputValue(), '');
    const elsewhere = suite.browser.requests.filter(address => !address.startsWith(suite.tenant.resource));
    assert.deepEqual(elsewhere, []);
    // Chromium itself logs only the 401.
    assert.deepEqual(
      suite.browser.complaints.filter(text => !/status of 401/.test(text)),
      [],
    );
    const arrival = suite.application.nextArrival();
    await signIn(page, suite.tenant, 'member');
    assert.ok((await arrival).url.searchParams.get('code'));
  });

  it('signs in a browser that was sent to localhost', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients');
    const configuration = await discover(suite, Id, client.None());
    const { url, checks } = await prepared(configuration);
    url.hostname = 'localhost';
    const { url: answer } = await arrivalAfterSignIn(suite, await suite.browser.newPage(), url);
    assert.ok((await client.authorizationCodeGrant(configuration, answer, checks)).access_token);
  });

  it('tells the application that the user cancelled', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients');
    const { url, checks } = await prepared(await discover(suite, Id, client.None()));
    const page = await suite.browser.newPage();
    const arrival = suite.application.nextArrival();
    await page.goto(url.href);
    await page.getByRole('button', { name: 'Cancel' }).click();
    const { searchParams } = (await arrival).url;
    assert.equal(searchParams.get('error'), 'access_denied');
    assert.equal(searchParams.get('state'), checks.expectedState);
  });

  it('asks once for two applications, and again for prompt=login and after logout in another page', async () => {
    const first = await createClient(suite, 'AuthorizationCodeClients');
    const second = await createClient(suite, 'AuthorizationCodeClients');
    await signedIn(await discover(suite, first.Id, client.None()));
    const configuration = await discover(suite, second.Id, client.None());
    const silent = await prepared(configuration);
    const page = await suite.browser.newPage();
    const arrival = suite.application.nextArrival();
    await page.goto(silent.url.href);
    assert.ok(
      (await client.authorizationCodeGrant(configuration, (await arrival).url, silent.checks)).id_token,
    );
    await page.goto((await prepared(configuration, { prompt: 'login' })).url.href);
    await page.getByLabel('Password').waitFor();
    await page.goto(`${suite.tenant.resource}/identity/connect/endsession`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out').waitFor();
    const none = suite.application.nextArrival();
    await page.goto((await prepared(configuration, { prompt: 'none' })).url.href);
    assert.equal((await none).url.searchParams.get('error'), 'login_required');
  });

  it('shows on an old login page that its sign-in expired', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients');
    const { url } = await prepared(await discover(suite, Id, client.None()));
    const page = await suite.browser.newPage();
    await page.goto(url.href);
    await page.getByLabel('Password').waitFor();
    await suite.browser.context.clearCookies();
    await signIn(page, suite.tenant);
    await page.getByText('This sign-in has ended').waitFor();
  });

  it('returns access_denied to the application for another tenant, without login', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients');
    const another = { acr_values: 'tenant:00000000-0000-4000-8000-000000000000' };
    const { url } = await prepared(await discover(suite, Id, client.None()), another);
    const { status, headers } = await fetch(url, { redirect: 'manual' });
    assert.equal(status, 303);
    const location = new URL(headers.get('Location') ?? '');
    assert.equal(location.origin, suite.application.origin);
    assert.equal(location.searchParams.get('error'), 'access_denied');
  });

  const refused: readonly [string, Record<string, string>, string][] = [
    ['no PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['a plain PKCE challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['offline access that is not allowed', { scope: 'openid ocsapi offline_access' }, 'invalid_scope'],
    ["a hybrid client's response type", { response_type: 'code id_token', nonce: 'n' }, 'invalid_request'],
  ];
  for (const [what, parameters, error] of refused) {
    it(`shows ${error} for ${what}, without login`, async () => {
      const { Id } = await createClient(suite, 'AuthorizationCodeClients');
      const { url } = await prepared(await discover(suite, Id, client.None()), parameters);
      for (const [name, value] of [...url.searchParams]) if (value === '') url.searchParams.delete(name);
      await assertErrorPage(url, error);
    });
  }

  const elsewhere = (uri: string) => [
    `${uri}/`,
    `${uri}?x=1`,
    uri.replace('127.0.0.1', 'localhost'),
    `${uri}x`,
  ];
  it('rejects a redirect URI that is not exactly a registered one', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients');
    const configuration = await discover(suite, Id, client.None());
    for (const redirect_uri of elsewhere(suite.application.redirectUri)) {
      const { url } = await prepared(configuration, { redirect_uri });
      const answer = await fetch(url, { redirect: 'manual' });
      assert.equal(answer.status, 400, redirect_uri);
      assert.equal(answer.headers.get('Location'), null);
      assert.match(await answer.text(), /invalid_redirect_uri/);
    }
  });

  it("sends the answer to a mobile application's own scheme", async () => {
    const redirect_uri = 'com.example.pumps:/signed-in';
    const { Id } = await createClient(suite, 'AuthorizationCodeClients', { RedirectUris: [redirect_uri] });
    const { url } = await prepared(await discover(suite, Id, client.None()), {
      redirect_uri,
      prompt: 'none',
    });
    const { headers } = await fetch(url, { redirect: 'manual' });
    assert.match(headers.get('Location') ?? '', /^com\.example\.pumps:\/signed-in\?error=login_required/);
  });

  it('accepts a code once, from its client, with its verifier', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients');
    const other = await createClient(suite, 'AuthorizationCodeClients');
    const configuration = await discover(suite, Id, client.None());
    const page = await suite.browser.newPage();
    const codeFor = async () => {
      const { url, checks } = await prepared(configuration);
      return { url: (await arrivalAfterSignIn(suite, page, url)).url, checks };
    };
    const used = await codeFor();
    const tokens = await client.authorizationCodeGrant(configuration, used.url, used.checks);
    assert.ok(tokens.access_token);
    const invalid = { error: 'invalid_grant' };
    await assert.rejects(client.authorizationCodeGrant(configuration, used.url, used.checks), invalid);
    const stolen = await codeFor();
    const thief = await discover(suite, other.Id, client.None());
    await assert.rejects(client.authorizationCodeGrant(thief, stolen.url, stolen.checks), invalid);
    const guessed = await codeFor();
    const checks = { ...guessed.checks, pkceCodeVerifier: client.randomPKCECodeVerifier() };
    await assert.rejects(client.authorizationCodeGrant(configuration, guessed.url, checks), invalid);
  });

  it('accepts each refresh token once, until the client is deleted', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients', { AllowOfflineAccess: true });
    const configuration = await discover(suite, Id, client.None());
    const first = await signedIn(configuration, { scope: 'openid ocsapi offline_access' }, 'member');
    const second = await client.refreshTokenGrant(configuration, first.refresh_token ?? '');
    const access = await verified(suite, second.access_token, 'ocsapi');
    assert.deepEqual(access.role_type, [MEMBER_ROLE_TYPE_ID]);
    assert.notEqual(second.refresh_token, first.refresh_token);
    const third = await client.refreshTokenGrant(configuration, second.refresh_token ?? '');
    const again = client.refreshTokenGrant(configuration, second.refresh_token ?? '');
    await assert.rejects(again, { error: 'invalid_grant' });
    // The service's engine doesn't end the newer one because of that.
    assert.ok((await client.refreshTokenGrant(configuration, third.refresh_token ?? '')).access_token);

    const last = await signedIn(
      configuration,
      { scope: 'openid ocsapi offline_access', prompt: 'login' },
      'member',
    );
    assert.equal((await suite.call('DELETE', `/AuthorizationCodeClients/${Id}`)).status, 204);
    assert.equal(
      (
        await suite.call('POST', '/AuthorizationCodeClients', {
          Id,
          Name: 'Same id, another client',
          RedirectUris: [suite.application.redirectUri],
          AllowOfflineAccess: true,
        })
      ).status,
      201,
    );
    await assert.rejects(client.refreshTokenGrant(configuration, last.refresh_token ?? ''), {
      error: 'invalid_grant',
    });
  });

  it('keeps sessions and refresh tokens over a crash', async () => {
    const { Id } = await createClient(suite, 'AuthorizationCodeClients', { AllowOfflineAccess: true });
    const configuration = await discover(suite, Id, client.None());
    const tokens = await signedIn(configuration, { scope: 'openid ocsapi offline_access' });
    await suite.restartAfterCrash();
    assert.ok((await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '')).access_token);
    const { url, checks } = await prepared(configuration, { prompt: 'none' });
    const arrival = suite.application.nextArrival();
    await (await suite.browser.newPage()).goto(url.href);
    assert.ok((await client.authorizationCodeGrant(configuration, (await arrival).url, checks)).access_token);
  });
});
