import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { formUser } from '../../../support/browser/formUser.ts';
import {
  administratorToken,
  type LocalTenant,
  startLocalTenant,
} from '../../../support/tenant/localTenant.ts';
import { apiCaller } from '../apiCaller.ts';
import { discover } from './discovery.ts';
import { authorizationUrl, claimsOf, createApplication, redeem, refreshTokens } from './userFlow.ts';

describe('local tenant: its two names, for clients that compare hosts', () => {
  let tenant: LocalTenant;
  const at = (name: string): LocalTenant => ({
    ...tenant,
    resource: tenant.resource.replace('127.0.0.1', name),
  });

  before(async () => {
    tenant = await startLocalTenant();
  });
  after(() => tenant.stop());

  for (const name of ['127.0.0.1', 'localhost']) {
    it(`is an issuer whose endpoints are all at ${name} when it is asked there`, async () => {
      const here = at(name);
      // openid-client refuses an issuer that isn't the address.
      const configuration = await discover(here, tenant.clientId, tenant.clientSecret);
      const metadata = configuration.serverMetadata();
      assert.equal(metadata.issuer, `${here.resource}/identity`);
      for (const [key, value] of Object.entries(metadata)) {
        if (/(_endpoint|_uri)$/.test(key)) assert.equal(new URL(String(value)).origin, here.resource, key);
      }
      const tokens = await client.clientCredentialsGrant(configuration);
      assert.equal(claimsOf(tokens.access_token).iss, `${here.resource}/identity`);
      for (const other of ['127.0.0.1', 'localhost']) {
        assert.equal((await apiCaller(at(other), tokens.access_token)('GET', '/Roles')).status, 200, other);
      }
    });

    it(`signs in a user at ${name} without leaving that name`, async () => {
      const here = at(name);
      const application = await createApplication(tenant, undefined, { AllowOfflineAccess: true });
      const address = authorizationUrl(here, application, { scope: 'openid ocsapi offline_access' });
      // Follows redirects below this name only.
      const arrived = await formUser(here).signInAt(address);
      const tokens = await redeem(here, application, arrived);
      assert.equal(claimsOf(tokens.id_token).iss, `${here.resource}/identity`);
      assert.equal((await refreshTokens(here, application, tokens.refresh_token)).status, 200);
    });
  }

  it('accepts the name in upper case', async () => {
    const here = at('LOCALHOST');
    const document = await fetch(`${here.resource}/identity/.well-known/openid-configuration`);
    const { issuer } = (await document.json()) as { issuer: string };
    assert.equal(issuer, `${at('localhost').resource}/identity`);
  });

  it('signs in a user whose browser was sent to localhost by a client that knows 127.0.0.1', async () => {
    const application = await createApplication(tenant);
    const here = at('localhost');
    const arrived = await formUser(here).signInAt(authorizationUrl(here, application));
    assert.equal(arrived.searchParams.get('iss'), null);
    const tokens = await redeem(tenant, application, arrived);
    assert.equal(claimsOf(tokens.id_token).iss, `${tenant.resource}/identity`);
  });

  it('counts wrong secrets at both names together', async () => {
    const application = await createApplication(tenant, 'HybridClients');
    const statuses: number[] = [];
    for (let guess = 0; guess < 22; guess += 1) {
      const { status } = await refreshTokens(
        at(guess % 2 ? 'localhost' : '127.0.0.1'),
        { ...application, clientSecret: `guess ${guess}` },
        'x',
      );
      statuses.push(status);
    }
    assert.deepEqual(statuses.slice(-3), [400, 429, 429]);
    assert.ok(await administratorToken(tenant));
  });
});
