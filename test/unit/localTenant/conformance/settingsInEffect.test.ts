import assert from 'node:assert/strict';
import { formUser } from '../../../support/browser/formUser.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, createdClient } from '../apiCaller.ts';
import {
  type Application,
  authorizationUrl,
  claimsOf,
  createApplication,
  redeem,
  requestTokens,
  signInUser,
} from '../identity/userFlow.ts';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

describe('service-api › Client types › what settings change', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;

  before(async () => {
    tenant = await startLocalTenant();
    call = await administratorCaller(tenant);
  });
  after(() => tenant.stop());

  async function askForDevice(properties: object) {
    const { body } = await call('POST', '/DeviceCodeClients', { Name: 'Display', ...properties });
    const application: Application = { clientId: body.Id };
    const answer = await fetch(`${tenant.resource}/identity/connect/deviceauthorization`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: application.clientId, scope: 'openid ocsapi' }),
    });
    const codes = (await answer.json()) as Record<string, string | number>;
    return { application, codes };
  }

  /** Returns the lifetime that a token answer and the token's own claims name. */
  function lifetimesOf(tokens: { expires_in: number; access_token: string }) {
    const { iat, exp } = claimsOf(tokens.access_token);
    return [tokens.expires_in, Number(exp) - Number(iat)];
  }

  it('AccessTokenLifetime is that of the tokens of users, by every flow', async () => {
    for (const type of ['AuthorizationCodeClients', 'HybridClients'] as const) {
      const application = await createApplication(tenant, type, { AccessTokenLifetime: 61 });
      assert.deepEqual(lifetimesOf(await signInUser(tenant, application)), [61, 61], type);
    }
    const { application, codes } = await askForDevice({ AccessTokenLifetime: 62 });
    await formUser(tenant).approveDevice(String(codes.verification_uri_complete));
    const fields = { grant_type: DEVICE_GRANT, device_code: String(codes.device_code) };
    const { body } = await requestTokens(tenant, application, fields);
    assert.deepEqual(lifetimesOf(body), [62, 62]);
  });

  it('DeviceCodeLifetime is that of the codes', async () => {
    for (const seconds of [60, 900]) {
      const { codes } = await askForDevice({ DeviceCodeLifetime: seconds });
      assert.equal(codes.expires_in, seconds);
    }
  });

  it('AllowAccessTokensViaBrowser lets a hybrid client get one in the address, and others not', async () => {
    const parameters = { response_type: 'code id_token token' };
    const allowed = await createApplication(tenant, 'HybridClients', { AllowAccessTokensViaBrowser: true });
    const arrived = await formUser(tenant).signInAt(authorizationUrl(tenant, allowed, parameters));
    const inAddress = new URLSearchParams(arrived.hash.slice(1));
    assert.equal(claimsOf(inAddress.get('access_token') ?? '').client_id, allowed.clientId);
    assert.ok((await redeem(tenant, allowed, arrived)).access_token);
    const others = [
      await createApplication(tenant, 'HybridClients'),
      await createApplication(tenant, 'AuthorizationCodeClients'),
    ];
    for (const other of others) {
      const answer = await fetch(authorizationUrl(tenant, other, parameters), { redirect: 'manual' });
      assert.deepEqual([answer.status, answer.headers.get('location')], [400, null]);
    }
  });

  it('a user cannot sign in through a client of a type without users: an error page', async () => {
    const { codes, application: device } = await askForDevice({});
    assert.ok(codes.user_code);
    const own = { clientId: (await createdClient(call)).Client.Id };
    for (const application of [device, own]) {
      const answer = await fetch(authorizationUrl(tenant, application), { redirect: 'manual' });
      assert.deepEqual([answer.status, answer.headers.get('location')], [400, null]);
      assert.match(await answer.text(), /The local tenant refused this request/);
    }
  });

  it('PKCE is required of a client without a secret, and a hybrid client needs its secret', async () => {
    const publicClient = await createApplication(tenant);
    const noChallenge = { code_challenge: '', code_challenge_method: '' };
    const refused = await fetch(authorizationUrl(tenant, publicClient, noChallenge), { redirect: 'manual' });
    assert.equal(refused.status, 400);
    const hybrid = await createApplication(tenant, 'HybridClients');
    const arrived = await formUser(tenant).signInAt(authorizationUrl(tenant, hybrid));
    const code = new URLSearchParams(arrived.hash.slice(1)).get('code') ?? '';
    const fields = { grant_type: 'authorization_code', code, redirect_uri: arrived.href.split('#')[0] ?? '' };
    const { status, body } = await requestTokens(tenant, { clientId: hybrid.clientId }, fields);
    assert.deepEqual([status, body.error], [400, 'invalid_client']);
  });
});
