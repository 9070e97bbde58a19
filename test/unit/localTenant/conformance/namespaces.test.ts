import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { clientToken, type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, apiCaller, createdClient } from '../apiCaller.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const CONNECTIONS = '/Namespaces/default/omfConnections';

describe('service-api › Namespaces and OMF connections', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;

  before(async () => {
    tenant = await startLocalTenant();
    call = await administratorCaller(tenant);
  });
  after(() => tenant.stop());
  afterEach(async () => {
    for (const namespace of ['default', 'test']) {
      const connections = `/Namespaces/${namespace}/omfConnections`;
      const { Results } = (await call('GET', connections)).body;
      for (const { Id } of Results) await call('DELETE', `${connections}/${Id}`);
    }
  });

  const guid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

  it('Regions › GET answers the address of this tenant, which takes writes', async () => {
    const { status, body, headers } = await call('GET', '/Regions');
    assert.deepEqual([status, headers.get('Total-Count')], [200, '1']);
    const [{ Id, Name, ...rest }] = body;
    assert.deepEqual([Id, Name], ['local', 'This machine']);
    assert.deepEqual(rest, { AdministrativeEndpointsWritable: true, BaseAddress: tenant.resource });
  });

  it('Namespaces › GET answers two active ones, each with a link to itself', async () => {
    const { status, body } = await call('GET', '/Namespaces');
    assert.equal(status, 200);
    assert.deepEqual(
      body.map(({ Id }: { Id: string }) => Id),
      ['default', 'test'],
    );
    for (const namespace of body) {
      const { Name, Description, InstanceId, ...rest } = namespace;
      for (const text of [Name, Description]) assert.ok(text.length > 3);
      assert.match(InstanceId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      const { Id } = namespace;
      const Self = `${tenant.resource}/api/v1/Tenants/${tenant.tenantId}/Namespaces/${Id}`;
      assert.deepEqual(rest, { Id, Region: 'This machine', RegionId: 'local', Self, State: 1 });
      assert.deepEqual((await call('GET', `/namespaces/${Id.toUpperCase()}`)).body, namespace);
    }
    assert.notEqual(body[0].InstanceId, body[1].InstanceId);
    assert.equal((await call('GET', '/Namespaces/other')).status, 404);
  });

  it('POST answers 202 with a connection that is being made; GET has it, active, in Results', async () => {
    assert.deepEqual((await call('GET', CONNECTIONS)).body, { Results: [] });
    const sent = { Name: 'Adapter', Description: 'On the roof', ClientIds: [guid(2), guid(1)] };
    const { status, body } = await call('POST', CONNECTIONS, sent);
    assert.equal(status, 202);
    const { Id, CreatedDate, State, ...rest } = body;
    assert.match(Id, /^[0-9a-f-]{36}$/);
    assert.match(CreatedDate, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.deepEqual([State, rest], ['Creating', sent]);
    const active = { ...body, State: 'Active' };
    assert.deepEqual((await call('GET', CONNECTIONS)).body, { Results: [active] });
    assert.deepEqual((await call('GET', `${CONNECTIONS.toLowerCase()}/${Id}`)).body, active);
    assert.deepEqual((await call('GET', '/Namespaces/test/omfConnections')).body, { Results: [] });
    assert.equal((await call('GET', `/Namespaces/test/omfConnections/${Id}`)).status, 404);
  });

  it('PUT answers 200 and changes only what it names; DELETE answers 202, then 404', async () => {
    const { body } = await call('POST', CONNECTIONS, { Name: 'Old', ClientIds: [guid(1)] });
    const path = `${CONNECTIONS}/${body.Id}`;
    let expected = { ...body, State: 'Active' };
    for (const change of [{ Name: 'New' }, { Description: 'd' }, { ClientIds: [guid(3), guid(1)] }, {}]) {
      expected = { ...expected, ...change };
      const answer = await call('PUT', path, change);
      assert.deepEqual([answer.status, answer.body], [200, expected]);
    }
    const nulls = { Name: null, Description: null, ClientIds: null };
    assert.deepEqual((await call('PUT', path, nulls)).body, expected);
    const deleted = await call('DELETE', path);
    assert.deepEqual([deleted.status, deleted.body], [202, { ...expected, State: 'Deleting' }]);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      assert.equal((await call(method, path, method === 'PUT' ? {} : undefined)).status, 404, method);
    }
  });

  it('POST and PUT answer 400 when a client is in another connection of the namespace, not of another one', async () => {
    const first = await call('POST', CONNECTIONS, { ClientIds: [guid(1), guid(2)] });
    const second = await call('POST', CONNECTIONS, { ClientIds: [guid(3)] });
    const path = `${CONNECTIONS}/${second.body.Id}`;
    for (const ClientIds of [[guid(2)], [guid(3), guid(1)]]) {
      const refused = [
        await call('POST', CONNECTIONS, { ClientIds }),
        await call('PUT', path, { ClientIds }),
      ];
      for (const { status, body } of refused) {
        assert.equal(status, 400);
        assert.match(body.Reason, /ClientIds .*0000000000(?:01|02|03) is mapped/);
      }
    }
    assert.equal(
      (await call('PUT', path, { ClientIds: [guid(3), guid(4), guid(3)] })).body.ClientIds.length,
      2,
    );
    const other = await call('POST', '/Namespaces/test/omfConnections', { ClientIds: [guid(1)] });
    assert.equal(other.status, 202);
    await call('DELETE', `${CONNECTIONS}/${first.body.Id}`);
    assert.equal((await call('POST', CONNECTIONS, { ClientIds: [guid(1)] })).status, 202, 'freed');
  });

  it('POST accepts 10,000 clients and refuses more, and other properties that are not valid', async () => {
    const ClientIds = Array.from({ length: 10_000 }, (_, number) => guid(number));
    const { status, body } = await call('POST', CONNECTIONS, { ClientIds });
    assert.deepEqual([status, body.ClientIds], [202, ClientIds]);
    const bad: readonly [string, unknown][] = [
      ['ClientIds', [...ClientIds, guid(10_000)]],
      ['ClientIds', undefined],
      ['ClientIds', ['x']],
      ['Name', 'x'.repeat(201)],
      ['Description', 'x'.repeat(1001)],
    ];
    for (const [name, value] of bad) {
      const refused = await call('POST', CONNECTIONS, { ClientIds: [], [name]: value });
      assert.deepEqual([refused.status, refused.body.Reason.includes(name)], [400, true], name);
    }
  });

  it('404 for the connections of an unknown namespace', async () => {
    const unknown = '/Namespaces/other/omfConnections';
    assert.equal((await call('GET', unknown)).status, 404);
    assert.equal((await call('POST', unknown, { ClientIds: [] })).status, 404);
    assert.equal((await call('DELETE', `${unknown}/${NOBODY}`)).status, 404);
  });

  it('OMF › 202 for a client that is mapped in this namespace, 403 for others, whatever their roles', async () => {
    const { Client, Secret } = await createdClient(call);
    const asDevice = apiCaller(tenant, await clientToken(tenant, Client.Id, Secret));
    const omf = '/namespaces/default/omf';
    const refused = await asDevice('POST', omf, []);
    assert.equal(refused.status, 403);
    assert.match(refused.body.Reason, /not mapped to an OMF connection/);
    assert.match(refused.body.Resolution, /ClientIds/);
    const { body } = await call('POST', CONNECTIONS, { ClientIds: [Client.Id.toUpperCase()] });
    const accepted = await asDevice('POST', omf, [{ id: 'Tank', type: 'object' }]);
    assert.equal(accepted.status, 202);
    assert.match(accepted.body['Operation-Id'], /^[0-9a-f-]{36}$/);
    assert.equal((await call('POST', omf, [])).status, 403, 'the administrator is not mapped');
    assert.equal((await asDevice('POST', '/namespaces/test/omf', [])).status, 403);
    assert.equal((await asDevice('POST', '/namespaces/other/omf', [])).status, 404);
    assert.equal((await apiCaller(tenant, undefined)('POST', omf, [])).status, 401);
    await call('DELETE', `${CONNECTIONS}/${body.Id}`);
    assert.equal((await asDevice('POST', omf, [])).status, 403);
  });

  it('OMF › takes a compressed message, and answers 413 to one that is too long', async () => {
    await call('POST', CONNECTIONS, { ClientIds: [tenant.clientId] });
    const token = await clientToken(tenant, tenant.clientId, tenant.clientSecret);
    const send = (body: Uint8Array) =>
      fetch(`${tenant.resource}/api/v1/tenants/${tenant.tenantId}/namespaces/default/omf`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          messagetype: 'data',
          messageformat: 'json',
          omfversion: '1.2',
          compression: 'gzip',
        },
        body,
      });
    assert.equal((await send(gzipSync('[]'))).status, 202);
    assert.equal((await send(Buffer.alloc(192 * 1024 + 1))).status, 413);
  });
});
