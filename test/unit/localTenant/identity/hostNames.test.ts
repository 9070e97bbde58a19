import assert from 'node:assert/strict';
import path from 'node:path';
import * as client from 'openid-client';
import { MOST_GUESSES } from '../../../../src/localTenant/identity/guessLimit.ts';
import { formUser } from '../../../support/browser/formUser.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
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

  it('has the name that it was asked at in the addresses of regions and namespaces', async () => {
    const token = await administratorToken(tenant);
    for (const name of ['127.0.0.1', 'localhost', 'LocalHost']) {
      const expected = at(name.toLowerCase()).resource;
      const call = apiCaller(at(name), token);
      const [region] = (await call('GET', '/Regions')).body;
      assert.deepEqual([region.BaseAddress, region.AdministrativeEndpointsWritable], [expected, true]);
      const namespaces = (await call('GET', '/Namespaces')).body;
      for (const { Self } of namespaces) assert.equal(new URL(Self).origin, expected);
      const { Self } = (await call('GET', '/Namespaces/default')).body;
      const followed = await fetch(Self, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(followed.status, 200);
    }
  });

  it('accepts the name in upper case', async () => {
    const here = at('LOCALHOST');
    const document = await fetch(`${here.resource}/identity/.well-known/openid-configuration`);
    const { issuer } = (await document.json()) as { issuer: string };
    assert.equal(issuer, `${at('localhost').resource}/identity`);
  });

  it('counts wrong secrets at both names together', async () => {
    const application = await createApplication(tenant, 'HybridClients');
    const guess = async (name: string, secret: string) =>
      (await refreshTokens(at(name), { ...application, clientSecret: secret }, 'x')).status;
    const guesses = [...Array(MOST_GUESSES.ofName).keys()].map(index => guess('127.0.0.1', `guess ${index}`));
    assert.deepEqual(new Set(await Promise.all(guesses)), new Set([400]));
    assert.equal(await guess('localhost', 'another guess'), 429);
    assert.ok(await administratorToken(tenant));
  });
});

describe('local tenant: a browser at localhost, of a client that knows 127.0.0.1', () => {
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  const start = async () => {
    tenant = await startLocalTenant({ dataDir: path.join(folder.path, 'data') });
  };
  beforeEach(start);
  afterEach(() => tenant.stop());

  const localhost = () => tenant.resource.replace('127.0.0.1', 'localhost');
  const goesTo = async (path: string) => {
    const answer = await fetch(`${localhost()}${path}`, { redirect: 'manual' });
    await answer.body?.cancel();
    return new URL(answer.headers.get('location') ?? '', localhost()).hostname;
  };
  const pages = ['/identity/connect/authorize?x=y', '/identity/connect/endsession', '/identity/DEVICE'];

  it('is sent to 127.0.0.1, where it signs in with the issuer that the client expects', async () => {
    for (const page of pages) assert.equal(await goesTo(page), '127.0.0.1', page);
    const application = await createApplication(tenant);
    const there = authorizationUrl({ ...tenant, resource: localhost() }, application);
    const sent = await fetch(there, { redirect: 'manual' });
    const arrived = await formUser(tenant).signInAt(sent.headers.get('location') ?? '');
    assert.equal(arrived.searchParams.get('iss'), `${tenant.resource}/identity`);
    const tokens = await redeem(tenant, application, arrived);
    assert.equal(claimsOf(tokens.id_token).iss, `${tenant.resource}/identity`);
  });

  it('stays at localhost once a client has asked for the metadata there, also after a restart', async () => {
    await (await fetch(`${localhost()}/identity/.well-known/openid-configuration`)).json();
    for (const page of pages) assert.equal(await goesTo(page), 'localhost', page);
    await tenant.stop();
    await start();
    for (const page of pages) assert.equal(await goesTo(page), 'localhost', page);
  });
});
