import assert from 'node:assert/strict';
import path from 'node:path';
import { ROUTES } from '../../../src/localTenant/api/routeTable.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { administratorToken, type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, apiCaller, createdClient } from './apiCaller.ts';

/** Reads addresses; returns status and count, because bodies contain the address itself. */
async function readAll(call: ApiCaller, addresses: readonly string[]) {
  const answers = [];
  for (const address of addresses) {
    const { status, headers } = await call('GET', address);
    // The regions differ: the global address lists itself only.
    answers.push({ status, total: address === '/Regions' ? null : headers.get('Total-Count') });
  }
  return answers;
}

describe('local tenant: as a regional address (documentation: Regional URLs)', () => {
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  let call: ApiCaller;
  let clientId: string;
  let globalResource: string;

  beforeEach(async () => {
    const dataDir = path.join(folder.path, 'data');
    const global = await startLocalTenant({ dataDir });
    globalResource = global.resource;
    clientId = (await createdClient(await administratorCaller(global))).Client.Id;
    await global.stop();
    tenant = await startLocalTenant({ dataDir, regional: true });
    call = await administratorCaller(tenant);
  });
  afterEach(() => tenant.stop());

  it('lists the address that takes writes, which is that of the global tenant, in Regions', async () => {
    const { body, headers } = await call('GET', '/Regions');
    assert.equal(headers.get('Total-Count'), '2');
    assert.deepEqual(
      body.map((region: Record<string, unknown>) => [
        region.AdministrativeEndpointsWritable,
        region.BaseAddress,
      ]),
      [
        [false, tenant.resource],
        [true, globalResource],
      ],
    );
  });

  it('lists both addresses under the name that it was asked at', async () => {
    const token = await administratorToken(tenant);
    const under = (address: string) => address.replace('127.0.0.1', 'localhost');
    const { body } = await apiCaller({ ...tenant, resource: under(tenant.resource) }, token)(
      'GET',
      '/Regions',
    );
    assert.deepEqual(
      body.map(({ BaseAddress }: { BaseAddress: string }) => BaseAddress),
      [under(tenant.resource), under(globalResource)],
    );
  });

  it('accepts writes to namespaces, which belong to their region', async () => {
    const connections = '/Namespaces/default/omfConnections';
    const { status, body } = await call('POST', connections, {
      Name: 'Adapter',
      ClientIds: [tenant.clientId],
    });
    assert.equal(status, 202);
    assert.equal((await call('PUT', `${connections}/${body.Id}`, { Name: 'Renamed' })).status, 200);
    assert.equal((await call('POST', '/Namespaces/default/omf', [])).status, 202);
    assert.equal((await call('DELETE', `${connections}/${body.Id}`)).status, 202);
    const [namespace] = (await call('GET', '/Namespaces')).body;
    assert.ok(namespace.Self.startsWith(`${tenant.resource}/`), 'Self is the address of the region');
  });

  it('answers every read as the global address does', async () => {
    const userId = (await call('GET', '/Users')).body[0].Id;
    const roleId = (await call('GET', '/Roles')).body[0].Id;
    const ids: Record<string, string> = { clientId, userId, roleId, namespaceId: 'default' };
    const reads = ROUTES.filter(({ method }) => method === 'GET').map(({ path: route }) =>
      `/${route}`.replace(/^\/$/, '').replaceAll(/\{(\w+)\}/g, (_whole, name) => ids[name] ?? '1'),
    );
    const answered = await readAll(call, reads);
    assert.ok(answered.filter(({ status }) => status === 200).length > 20);
    assert.equal(answered.filter(({ status }) => ![200, 404].includes(status)).length, 0);
    await tenant.stop();
    tenant = await startLocalTenant({ dataDir: path.join(folder.path, 'data') });
    const asked = await readAll(await administratorCaller(tenant), reads);
    assert.deepEqual(
      asked.map(({ status, total }) => [status, total]),
      answered.map(({ status, total }) => [status, total]),
    );
  });

  it('answers 405 to every write from any caller with the address to use, and answers reads', async () => {
    const pathOf = (route: string) =>
      `/${route}`
        .replace('{clientId}', clientId)
        .replace('{secretId}', '1')
        .replaceAll(/\{\w+\}/g, 'x');
    const writes = ROUTES.filter(({ method, path: route }) => {
      return method !== 'GET' && method !== 'HEAD' && !route.startsWith('Namespaces/');
    });
    assert.ok(writes.length > 25);
    for (const { method, path: route } of writes) {
      for (const as of [call, apiCaller(tenant, undefined)]) {
        const answer = await as(method, pathOf(route), method === 'DELETE' ? undefined : {});
        assert.equal(answer.status, 405, `${method} ${route}`);
        assert.equal(answer.headers.get('Allow'), 'GET, HEAD');
        assert.match(answer.body.Reason, /regional/);
        assert.match(answer.body.Resolution, /global/);
      }
    }
    assert.equal((await call('GET', `/ClientCredentialClients/${clientId}`)).status, 200);
    assert.equal((await call('GET', `/ClientCredentialClients/${clientId}/Secrets`)).body.length, 1);
    assert.equal((await apiCaller(tenant, undefined)('GET', '/Roles')).status, 401);
  });
});
