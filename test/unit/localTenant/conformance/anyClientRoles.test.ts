import assert from 'node:assert/strict';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, createdClient, memberRoleId } from '../apiCaller.ts';
import { CLIENT_TYPE_CASES, createdOfType } from './clientTypeCases.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('service-api › Roles › Clients/{id}/Roles', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;

  before(async () => {
    tenant = await startLocalTenant();
    call = await administratorCaller(tenant);
  });
  after(() => tenant.stop());

  it('is another path of the roles of Client Credentials clients', async () => {
    const { Client } = await createdClient(call);
    const path = `/Clients/${Client.Id}/Roles`;
    const same = `/ClientCredentialClients/${Client.Id}/Roles`;
    const all = (await call('GET', '/Roles')).body;
    assert.deepEqual((await call('GET', path)).body, (await call('GET', same)).body);
    const ids = all.map(({ Id }: { Id: string }) => Id);
    const { status, body } = await call('PUT', path, ids);
    assert.deepEqual([status, body], [200, all]);
    assert.deepEqual((await call('GET', same)).body, all);
    assert.deepEqual((await call('GET', `${path}?skip=1&count=2`)).body, all.slice(1, 3));
    assert.equal((await call('HEAD', path)).headers.get('Total-Count'), '5');
    assert.equal((await call('PUT', path, [])).status, 400);
  });

  for (const type of CLIENT_TYPE_CASES.slice(1)) {
    it(`answers no roles for one of ${type.segment}, and 400 to PUT, because only its users have roles`, async () => {
      const { client } = await createdOfType(call, type);
      const path = `/Clients/${client.Id}/Roles`;
      const { status, body, headers } = await call('GET', path);
      assert.deepEqual([status, body, headers.get('Total-Count')], [200, [], '0']);
      assert.equal((await call('PUT', path, [await memberRoleId(call)])).status, 400);
    });
  }

  it('404 for an unknown client', async () => {
    assert.equal((await call('GET', `/Clients/${NOBODY}/Roles`)).status, 404);
    assert.equal((await call('PUT', `/Clients/${NOBODY}/Roles`, [])).status, 404);
  });
});
