import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { PROFILES } from '../../../src/localTenant/profile.ts';
import type { Arrival } from '../../support/browser/redirectTarget.ts';
import { profileOfRun } from '../../support/tenant/profileOfRun.ts';
import {
  arrivalAfterSignIn,
  assertErrorPage,
  createClient,
  discover,
  flowSuite,
  verified,
} from './flowSuite.ts';

describe('local tenant: hybrid clients, in a browser', () => {
  const suite = flowSuite();

  /** Creates a hybrid client and prepares its sign-in; `parameters` are added or replace. */
  async function prepared(properties: Record<string, unknown> = {}, parameters: Record<string, string> = {}) {
    const created = await createClient(suite, 'HybridClients', properties);
    const { Id } = created.Client;
    const configuration = await discover(suite, Id, client.ClientSecretPost(created.Secret));
    client.useCodeIdTokenResponseType(configuration);
    const checks = { expectedNonce: client.randomNonce(), expectedState: client.randomState() };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: suite.application.redirectUri,
      scope: 'openid ocsapi',
      response_type: 'code id_token',
      response_mode: 'form_post',
      acr_values: `tenant:${suite.tenant.tenantId}`,
      nonce: checks.expectedNonce,
      state: checks.expectedState,
      ...parameters,
    });
    return { created, Id, configuration, checks, url };
  }

  const posted = ({ url, body }: Arrival) =>
    new Request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    });

  it('signs in by code and id token in a form post, and gets its tokens with its secret', async () => {
    const { Id, configuration, checks, url } = await prepared({ AccessTokenLifetime: 90 });
    const arrival = await arrivalAfterSignIn(suite, await suite.browser.newPage(), url);
    assert.equal(arrival.method, 'POST');
    assert.equal(arrival.url.search, '');
    const tokens = await client.authorizationCodeGrant(configuration, posted(arrival), checks);
    assert.equal(tokens.expires_in, 90);
    const access = await verified(suite, tokens.access_token, 'ocsapi');
    assert.equal(access.client_id, Id);
    const front = await verified(suite, new URLSearchParams(arrival.body).get('id_token') ?? '', Id);
    assert.equal(front.sub, access.sub);
    assert.equal(front.nonce, checks.expectedNonce);
  });

  it('accepts each of its secrets, no deleted one, and no code without one', async () => {
    const { created, Id, configuration, url, checks } = await prepared();
    const secrets = `/HybridClients/${Id}/Secrets`;
    const second = (await suite.call('POST', secrets, { Expires: false })).body;
    await suite.call('DELETE', `${secrets}/${created.Id}`);
    const arrival = await arrivalAfterSignIn(suite, await suite.browser.newPage(), url);
    const grant = (as: client.Configuration) => client.authorizationCodeGrant(as, posted(arrival), checks);
    await assert.rejects(grant(configuration), { error: 'invalid_client' });
    const withSecond = await discover(suite, Id, client.ClientSecretPost(second.Secret));
    client.useCodeIdTokenResponseType(withSecond);
    const withNone = await discover(suite, Id, client.None());
    client.useCodeIdTokenResponseType(withNone);
    await assert.rejects(grant(withNone), { error: 'invalid_client' });
    assert.ok((await grant(withSecond)).access_token);
  });

  it('renews by refresh token where that is allowed', async () => {
    const scope = { scope: 'openid ocsapi offline_access' };
    const { configuration, checks, url } = await prepared({ AllowOfflineAccess: true }, scope);
    const arrival = await arrivalAfterSignIn(suite, await suite.browser.newPage(), url);
    const tokens = await client.authorizationCodeGrant(configuration, posted(arrival), checks);
    if (!PROFILES[profileOfRun()].hybridRefreshTokens) {
      assert.equal(tokens.refresh_token, undefined);
      return;
    }
    const renewed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    await verified(suite, renewed.access_token, 'ocsapi');
    await client.tokenRevocation(configuration, renewed.refresh_token ?? '');
    await assert.rejects(client.refreshTokenGrant(configuration, renewed.refresh_token ?? ''), {
      error: 'invalid_grant',
    });
  });

  for (const response_type of ['code token', 'code id_token token']) {
    it(`gives the browser a token for "${response_type}" where that is allowed`, async () => {
      const { url } = await prepared({ AllowAccessTokensViaBrowser: true }, { response_type });
      const arrival = await arrivalAfterSignIn(suite, await suite.browser.newPage(), url);
      const answer = new URLSearchParams(arrival.body);
      await verified(suite, answer.get('access_token') ?? '', 'ocsapi');
      assert.equal(answer.get('expires_in'), '3600');
      assert.equal(answer.has('id_token'), response_type.includes('id_token'));
      assert.ok(answer.get('code'));
    });
  }

  const refused: readonly [string, Record<string, string>, string][] = [
    ['a browser token that is not allowed', { response_type: 'code token' }, 'invalid_request'],
    ['a response type of another client type', { response_type: 'code' }, 'invalid_request'],
    ['an id token without nonce', { nonce: '' }, 'invalid_request'],
    ['offline access that is not allowed', { scope: 'openid offline_access' }, 'invalid_scope'],
  ];
  for (const [what, parameters, error] of refused) {
    it(`shows ${error} for ${what}`, async () => {
      const { url } = await prepared({}, { ...parameters, response_mode: 'fragment' });
      if (url.searchParams.get('nonce') === '') url.searchParams.delete('nonce');
      await assertErrorPage(url, error);
    });
  }

  it('returns token information to an authenticated client', async () => {
    const { configuration, checks, url, Id } = await prepared();
    const arrival = await arrivalAfterSignIn(suite, await suite.browser.newPage(), url);
    const tokens = await client.authorizationCodeGrant(configuration, posted(arrival), checks);
    const told = await client.tokenIntrospection(configuration, tokens.access_token);
    assert.deepEqual([told.active, told.client_id, told.tid], [true, Id, suite.tenant.tenantId]);
    assert.deepEqual(await client.tokenIntrospection(configuration, 'no-token'), { active: false });
    assert.deepEqual(await client.tokenIntrospection(configuration, `${tokens.access_token}x`), {
      active: false,
    });
    const wrong = await discover(suite, Id, client.ClientSecretPost('wrong'));
    await assert.rejects(client.tokenIntrospection(wrong, tokens.access_token), { error: 'invalid_client' });
    // A JWT is valid until it expires, but revoking it must not fail: browser samples do so when they sign out.
    await client.tokenRevocation(configuration, tokens.access_token);
    await assert.rejects(client.tokenRevocation(wrong, tokens.access_token), { error: 'invalid_client' });
  });
});
