import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { type FaultyProxy, startFaultyProxy } from '../../../support/network/faultyProxy.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { eventually } from '../../../support/waiting/eventually.ts';
import { type ApiCaller, administratorCaller, memberRoleId } from '../apiCaller.ts';
import { discover } from '../identity/discovery.ts';

const CLIENTS = /\/ClientCredentialClients/;

describe('the faulty proxy, in front of a local tenant', () => {
  let tenant: LocalTenant;
  let proxy: FaultyProxy;
  let throughProxy: ApiCaller;
  let direct: ApiCaller;
  let body: { Name: string; RoleIds: string[] };

  before(async () => {
    tenant = await startLocalTenant();
    direct = await administratorCaller(tenant);
    body = { Name: 'Through the proxy', RoleIds: [await memberRoleId(direct)] };
  });
  after(() => tenant.stop());
  beforeEach(async () => {
    proxy = await startFaultyProxy(tenant.resource);
    throughProxy = await administratorCaller({ ...tenant, resource: proxy.resource });
  });
  afterEach(() => proxy.dispose());

  const count = async () =>
    Number((await direct('HEAD', '/ClientCredentialClients')).headers.get('Total-Count'));

  it('replaces the tenant in discovery, except as the issuer, for tokens and for the API', async () => {
    const discovery = await fetch(`${proxy.resource}/identity/.well-known/openid-configuration`);
    const metadata = (await discovery.json()) as client.ServerMetadata;
    assert.ok(metadata.token_endpoint?.startsWith(proxy.resource));
    assert.equal(metadata.issuer, `${tenant.resource}/identity`);
    const configuration = new client.Configuration(metadata, tenant.clientId, tenant.clientSecret);
    client.allowInsecureRequests(configuration);
    assert.equal((await client.clientCredentialsGrant(configuration)).expires_in, 3600);
    const answer = await throughProxy('GET', '/ClientCredentialClients');
    assert.deepEqual(answer.body, (await direct('GET', '/ClientCredentialClients')).body);
    assert.equal(answer.headers.get('Total-Count'), '1');
    assert.equal((await throughProxy('HEAD', '')).status, 204);
    assert.equal((await throughProxy('GET', '/nope')).status, 404);
  });

  it('keeps a list of requests without their secrets', () => {
    assert.deepEqual(proxy.requests, [{ method: 'POST', path: '/identity/connect/token', fault: undefined }]);
  });

  it('resets a connection before the tenant gets the request', async () => {
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'reset' } });
    const before = await count();
    await assert.rejects(throughProxy('POST', '/ClientCredentialClients', body), /fetch failed/);
    assert.equal(await count(), before);
    assert.equal((await throughProxy('POST', '/ClientCredentialClients', body)).status, 201);
  });

  it('drops an answer after the effect', async () => {
    proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'dropAnswer' } });
    const before = await count();
    await assert.rejects(throughProxy('POST', '/ClientCredentialClients', body), /fetch failed/);
    assert.equal(await count(), before + 1);
    assert.equal(proxy.requests.at(-1)?.fault, 'dropAnswer');
  });

  for (const afterEffect of [false, true]) {
    it(`answers in the tenant's place, ${afterEffect ? 'after' : 'without'} the effect`, async () => {
      const headers = { 'Retry-After': '7', 'Content-Type': 'text/html' };
      const fault = { kind: 'answer', status: 503, headers, body: '<h1>Busy</h1>', afterEffect } as const;
      proxy.inject({ path: CLIENTS, fault });
      const before = await count();
      const response = await fetch(
        `${proxy.resource}/api/v1/Tenants/${tenant.tenantId}/ClientCredentialClients`,
        {
          method: 'POST',
          headers: { Authorization: await authorization() },
          body: JSON.stringify(body),
        },
      );
      assert.equal(response.status, 503);
      assert.equal(response.headers.get('Retry-After'), '7');
      assert.equal(await response.text(), '<h1>Busy</h1>');
      assert.equal(await count(), before + (afterEffect ? 1 : 0));
    });
  }

  it('answers without a body the given number of times', async () => {
    proxy.inject({ path: CLIENTS, fault: { kind: 'answer', status: 429 }, times: 2 });
    const statuses = [];
    for (let sent = 0; sent < 3; sent += 1) {
      statuses.push((await throughProxy('HEAD', '/ClientCredentialClients')).status);
    }
    assert.deepEqual(statuses, [429, 429, 200]);
  });

  it('truncates JSON', async () => {
    proxy.inject({ path: CLIENTS, fault: { kind: 'truncate' } });
    await assert.rejects(throughProxy('GET', '/ClientCredentialClients'), SyntaxError);
  });

  it('delays an answer', async () => {
    const ms = 30;
    proxy.inject({ method: 'HEAD', path: CLIENTS, fault: { kind: 'delay', ms } });
    const begun = performance.now();
    assert.equal((await throughProxy('HEAD', '/ClientCredentialClients')).status, 200);
    // Never early; there is no upper limit. A timer may fire within the millisecond before its time.
    assert.ok(performance.now() - begun >= ms - 1);
  });

  for (const afterEffect of [false, true]) {
    it(`never answers, ${afterEffect ? 'after' : 'without'} the effect, while others are answered`, async () => {
      proxy.inject({ method: 'POST', path: CLIENTS, fault: { kind: 'silence', afterEffect } });
      const before = await count();
      const silent = throughProxy('POST', '/ClientCredentialClients', body);
      silent.catch(() => {});
      await eventually(() => assert.equal(proxy.requests.at(-1)?.fault, 'silence'));
      // A later request sees the effect of the unanswered one.
      const { headers } = await throughProxy('HEAD', '/ClientCredentialClients');
      assert.equal(Number(headers.get('Total-Count')), before + (afterEffect ? 1 : 0));
      await proxy.settled();
      assert.equal(await count(), before + (afterEffect ? 1 : 0));
      await proxy.dispose();
      await assert.rejects(silent, /fetch failed/);
      proxy = await startFaultyProxy(tenant.resource);
    });
  }

  it('reports at its end the faults that never happened', async () => {
    const other = await startFaultyProxy(tenant.resource);
    other.inject({ method: 'PUT', path: /nowhere/, fault: { kind: 'reset' } });
    await assert.rejects(other.dispose(), /PUT \/nowhere\//);
    proxy.inject({ path: /nowhere/, fault: { kind: 'reset' }, times: Number.POSITIVE_INFINITY });
    proxy.clear();
  });

  async function authorization() {
    const configuration = await discover(tenant, tenant.clientId, tenant.clientSecret);
    return `Bearer ${(await client.clientCredentialsGrant(configuration)).access_token}`;
  }
});
