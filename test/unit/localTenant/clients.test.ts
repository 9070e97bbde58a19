import assert from 'node:assert/strict';
import { type LocalTenant, startLocalTenant } from '../../support/localTenant.ts';
import { type ApiCaller, administratorCaller, createdClient, memberRoleId } from './apiCaller.ts';

const CLIENTS = '/ClientCredentialClients';

describe('local tenant: tenant, roles and Client-Credentials clients', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;
  let member: string;

  before(async () => {
    tenant = await startLocalTenant({ seed: 25 });
    call = await administratorCaller(tenant);
    member = await memberRoleId(call);
  });
  after(() => tenant.stop());

  it('describes the tenant', async () => {
    const { body } = await call('GET', '');
    assert.equal(body.Id, tenant.tenantId);
    assert.equal(body.CompanyName, 'Local tenant');
    assert.ok(Math.abs(Date.parse(body.Created) - Date.now()) < 3_600_000);
    assert.match(body.Created, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('has the five built-in roles, with ids of its own', async () => {
    const { body, headers } = await call('GET', '/Roles');
    assert.deepEqual(body.map((role: { Name: string }) => role.Name).sort(), [
      'Tenant Administrator',
      'Tenant Contributor',
      'Tenant Data Steward',
      'Tenant Member',
      'Tenant Viewer',
    ]);
    assert.equal(headers.get('Total-Count'), '5');
    for (const role of body) {
      assert.notEqual(role.Id, role.RoleTypeId);
      assert.equal(role.RoleScope, 1);
      assert.equal(role.TenantId, tenant.tenantId);
      assert.deepEqual((await call('GET', `/Roles/${role.Id}`)).body, role);
    }
    assert.equal((await call('GET', '/Roles/nobody')).status, 404);
    assert.deepEqual((await call('GET', '/Roles?skip=1&count=2')).body, body.slice(1, 3));
  });

  it('creates a client with every property, chosen id included, and answers the envelope', async () => {
    const Id = '0B7F4E0A-5D7A-4B53-9C3E-3A1B8E2F4C11';
    const { status, body } = await call('POST', CLIENTS, {
      Id,
      Name: ' Pump station ',
      Enabled: false,
      AccessTokenLifetime: 60,
      RoleIds: [member.toUpperCase(), member],
      Tags: ['ignored'],
      SecretDescription: 'First',
      SecretExpirationDate: '2030-02-03T04:05:06.1234567+01:00',
    });
    assert.equal(status, 201);
    assert.match(body.Secret, /^[\w-]{43}$/);
    assert.ok(Number.isInteger(body.Id));
    assert.equal(body.Description, 'First');
    assert.equal(body.ExpirationDate, '2030-02-03T03:05:06.123Z');
    const stored = {
      Id: Id.toLowerCase(),
      Name: ' Pump station ',
      Enabled: false,
      AccessTokenLifetime: 60,
      Tags: [],
      RoleIds: [member],
    };
    assert.deepEqual(body.Client, stored);
    assert.deepEqual((await call('GET', `${CLIENTS}/${Id}`)).body, stored);
    assert.equal((await call('POST', CLIENTS, { Id, Name: 'Again', RoleIds: [member] })).status, 409);
  });

  it('fills in what a client leaves out', async () => {
    const body = await createdClient(call, { Id: null, Enabled: null, SecretExpirationDate: null });
    assert.deepEqual([body.Description, body.ExpirationDate], [null, null]);
    assert.deepEqual([body.Client.Enabled, body.Client.AccessTokenLifetime], [true, 3600]);
  });

  const badProperties: readonly [string, Record<string, unknown>][] = [
    ['Id', { Id: 'abc' }],
    ['Name', { Name: undefined }],
    ['Name', { Name: '  ' }],
    ['Name', { Name: 7 }],
    ['Enabled', { Enabled: 'yes' }],
    ['AccessTokenLifetime', { AccessTokenLifetime: 59 }],
    ['AccessTokenLifetime', { AccessTokenLifetime: 3601 }],
    ['AccessTokenLifetime', { AccessTokenLifetime: 60.5 }],
    ['AccessTokenLifetime', { AccessTokenLifetime: '3600' }],
    ['RoleIds', { RoleIds: undefined }],
    ['RoleIds', { RoleIds: 'none' }],
    ['RoleIds', { RoleIds: ['abc'] }],
    ['roles', { RoleIds: ['00000000-0000-4000-8000-000000000000'] }],
    ['Tenant Member', { RoleIds: [] }],
    ['SecretDescription', { SecretDescription: 1 }],
    ['SecretExpirationDate', { SecretExpirationDate: 'tomorrow' }],
    ['SecretExpirationDate', { SecretExpirationDate: '2030-13-01' }],
  ];
  for (const [named, properties] of badProperties) {
    it(`400 that names ${named} for ${JSON.stringify(properties)}`, async () => {
      const answer = await call('POST', CLIENTS, { Name: 'x', RoleIds: [member], ...properties });
      assert.equal(answer.status, 400);
      assert.match(answer.body.Reason, new RegExp(named));
    });
  }

  for (const body of [undefined, null, [], 'text', 7]) {
    it(`400 for a body that is ${JSON.stringify(body)}`, async () => {
      assert.match((await call('POST', CLIENTS, body)).body.Reason, /Name|shape/);
    });
  }

  it('changes only what PUT names and is not null', async () => {
    const { Client } = await createdClient(call, { AccessTokenLifetime: 600 });
    const path = `${CLIENTS}/${Client.Id}`;
    const unchanged = await call('PUT', path, { Name: null, Enabled: null, RoleIds: null, Tags: ['x'] });
    assert.deepEqual([unchanged.status, unchanged.body], [200, Client]);
    const renamed = { ...Client, Name: 'Renamed', Enabled: false };
    assert.deepEqual(
      (await call('PUT', path, { Id: Client.Id, Name: 'Renamed', Enabled: false })).body,
      renamed,
    );
    assert.deepEqual((await call('GET', path)).body, renamed);
  });

  it('400 for a PUT with another Id, a bad lifetime, or without Tenant Member; nothing changes', async () => {
    const { Client } = await createdClient(call);
    const path = `${CLIENTS}/${Client.Id}`;
    for (const body of [{ Id: tenant.clientId }, { AccessTokenLifetime: 1 }, { RoleIds: [] }, { Name: '' }]) {
      const answer = await call('PUT', path, { Enabled: false, ...body });
      assert.equal(answer.status, 400, JSON.stringify(body));
    }
    assert.equal((await call('PUT', path, [])).status, 400);
    assert.deepEqual((await call('GET', path)).body, Client);
  });

  it('404 for every call to a client that is not there', async () => {
    const path = `${CLIENTS}/00000000-0000-4000-8000-000000000000`;
    const calls: [string, string][] = [
      ['GET', ''],
      ['HEAD', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['GET', '/Roles'],
      ['PUT', '/Roles'],
      ['GET', '/Secrets'],
      ['HEAD', '/Secrets'],
      ['POST', '/Secrets'],
      ['GET', '/Secrets/1'],
      ['PUT', '/Secrets/1'],
      ['DELETE', '/Secrets/1'],
    ];
    for (const [method, below] of calls) {
      const sends = method === 'PUT' || method === 'POST';
      assert.equal((await call(method, `${path}${below}`, sends ? {} : undefined)).status, 404, below);
    }
  });

  it('deletes a client once, and frees its id', async () => {
    const { Client } = await createdClient(call);
    const path = `${CLIENTS}/${Client.Id}`;
    assert.equal((await call('DELETE', path)).status, 204);
    assert.equal((await call('DELETE', path)).status, 404);
    await createdClient(call, { Id: Client.Id });
    assert.equal((await call('HEAD', `${path}/Secrets`)).headers.get('Total-Count'), '1');
  });

  it('lists by pages that together are all, in a steady order, with their number on each', async () => {
    const total = Number((await call('HEAD', CLIENTS)).headers.get('Total-Count'));
    assert.ok(total > 25);
    const all = (await call('GET', CLIENTS)).body;
    assert.equal(all.length, total);
    const paged = [];
    for (let skip = 0; skip < total; skip += 7) {
      const { body, headers } = await call('GET', `${CLIENTS}?skip=${skip}&COUNT=7`);
      assert.equal(headers.get('Total-Count'), String(total));
      paged.push(...body);
    }
    assert.deepEqual(paged, all);
    assert.deepEqual((await call('GET', `${CLIENTS}?skip=100000`)).body, []);
  });

  for (const query of ['count=0', 'count=1001', 'count=-1', 'count=x', 'count=1.5', 'skip=-1', 'skip=x']) {
    it(`400 for ${query}`, async () => {
      const answer = await call('GET', `${CLIENTS}?${query}`);
      assert.equal(answer.status, 400);
      assert.match(answer.body.Reason, new RegExp(`^${query.split('=')[0]} `));
    });
  }

  it('lists the clients that are asked for by id, once each, page by page', async () => {
    const [first, second] = (await call('GET', `${CLIENTS}?count=2`)).body;
    const query = `id=${second.Id}&id=${first.Id.toUpperCase()}&id=${first.Id}&id=`;
    const answer = await call('GET', `${CLIENTS}?${query}`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('Total-Count'), '2');
    assert.deepEqual(answer.body, [second, first]);
    assert.deepEqual((await call('GET', `${CLIENTS}?${query}&skip=1&count=1`)).body, [first]);
    assert.equal((await call('GET', `${CLIENTS}?id=`)).body.length > 2, true);
  });

  it('207 with the others and an error for each id that does not exist', async () => {
    const [first] = (await call('GET', `${CLIENTS}?count=1`)).body;
    const { status, body } = await call('GET', `${CLIENTS}?id=${first.Id}&id=nobody`);
    assert.equal(status, 207);
    assert.deepEqual(Object.keys(body), ['OperationId', 'Error', 'Reason', 'EventId', 'ChildErrors', 'Data']);
    assert.deepEqual(body.Data, [first]);
    assert.equal(body.ChildErrors.length, 1);
    assert.equal(body.ChildErrors[0].ModelId, 'nobody');
    assert.equal(body.ChildErrors[0].StatusCode, 404);
  });

  it("replaces a client's roles, never without Tenant Member", async () => {
    const { Client } = await createdClient(call);
    const path = `${CLIENTS}/${Client.Id}/Roles`;
    const all = (await call('GET', '/Roles')).body;
    const ids = all.map((role: { Id: string }) => role.Id);
    assert.deepEqual((await call('PUT', path, ids)).body, all);
    assert.deepEqual((await call('GET', path)).body, all);
    assert.deepEqual((await call('GET', `${CLIENTS}/${Client.Id}`)).body.RoleIds, ids);
    const without = ids.filter((id: string) => id !== member);
    for (const body of [without, [], ['x'], {}, 'x', null]) {
      assert.equal((await call('PUT', path, body)).status, 400, JSON.stringify(body));
    }
    assert.match((await call('PUT', path, without)).body.Resolution, new RegExp(member));
    assert.equal((await call('HEAD', path)).headers.get('Total-Count'), '5');
  });
});
