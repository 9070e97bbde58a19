import assert from 'node:assert/strict';
import { clientToken, type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { eventually } from '../../../support/waiting/eventually.ts';
import { type ApiCaller, administratorCaller, createdClient } from '../apiCaller.ts';

const CLIENTS = '/ClientCredentialClients';
const HOUR = 3600;

describe('service-api › Secrets › changes take up to one hour to take effect in authentication (fault "late")', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;

  before(async () => {
    tenant = await startLocalTenant({ faults: true });
    call = await administratorCaller(tenant);
  });
  after(() => tenant.stop());

  const works = (clientId: string, secret: string) => clientToken(tenant, clientId, secret).then(Boolean);
  const isRefused = (clientId: string, secret: string) =>
    assert.rejects(clientToken(tenant, clientId, secret), /invalid_client/);

  it('a new client and its secret do not work, but are listed', async () => {
    tenant.inject({ kind: 'late', seconds: HOUR });
    const { Client, Secret, Id } = await createdClient(call);
    await isRefused(Client.Id, Secret);
    assert.equal((await call('GET', `${CLIENTS}/${Client.Id}/Secrets`)).body[0].Id, Id);
  });

  it('a new secret does not work, and the old one does', async () => {
    const { Client, Secret } = await createdClient(call);
    tenant.inject({ kind: 'late', seconds: HOUR, method: 'POST', path: 'Secrets$' });
    const { body } = await call('POST', `${CLIENTS}/${Client.Id}/Secrets`, { Expires: false });
    await isRefused(Client.Id, body.Secret);
    assert.ok(await works(Client.Id, Secret));
  });

  it('a deleted secret, a secret that now has expired, a disabled and a deleted client still work', async () => {
    const past = { Expires: true, Expiration: '2001-01-01' };
    const changes: [string, (secretId: number) => string, unknown?][] = [
      ['DELETE', secretId => `/Secrets/${secretId}`],
      ['PUT', secretId => `/Secrets/${secretId}`, past],
      ['PUT', () => '', { Enabled: false }],
      ['DELETE', () => ''],
    ];
    for (const [method, below, body] of changes) {
      const { Client, Secret, Id } = await createdClient(call);
      tenant.inject({ kind: 'late', seconds: HOUR, method });
      const { status } = await call(method, `${CLIENTS}/${Client.Id}${below(Id)}`, body);
      assert.ok(status === 200 || status === 204);
      assert.ok(await works(Client.Id, Secret), `${method} ${below(Id)}`);
    }
  });

  it('a change counts after its seconds', async () => {
    tenant.inject({ kind: 'late', seconds: 0 });
    const first = await createdClient(call);
    assert.ok(await works(first.Client.Id, first.Secret));
    tenant.inject({ kind: 'late', seconds: 1 });
    const { Client, Secret } = await createdClient(call);
    await eventually(async () => assert.ok(await works(Client.Id, Secret)));
    tenant.inject({ kind: 'late', seconds: 1 });
    await call('DELETE', `${CLIENTS}/${Client.Id}`);
    await eventually(() => isRefused(Client.Id, Secret));
  });

  it('a rule is used by changes of clients only, not by requests for tokens, lists or roles', async () => {
    tenant.inject({ kind: 'late', seconds: HOUR });
    await clientToken(tenant, tenant.clientId, tenant.clientSecret);
    assert.equal((await call('GET', CLIENTS)).status, 200);
    assert.equal((await call('POST', '/Roles', { Name: 'Mine' })).status, 201);
    const { Client, Secret } = await createdClient(call);
    await isRefused(Client.Id, Secret);
    assert.match(tenant.output().stderr, /^fault late: POST \/api\/v1\/.*ClientCredentialClients$/m);
    const second = await createdClient(call);
    assert.ok(await works(second.Client.Id, second.Secret), 'the rule was for one request');
  });
});
