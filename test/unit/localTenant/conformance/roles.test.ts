import assert from 'node:assert/strict';
import { clientToken, type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, createdClient, memberRoleId } from '../apiCaller.ts';

const CLIENTS = '/ClientCredentialClients';
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('service-api › Roles', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;
  let member: string;

  before(async () => {
    tenant = await startLocalTenant();
    call = await administratorCaller(tenant);
    member = await memberRoleId(call);
  });
  // Each test starts with only the built-in roles.
  afterEach(async () => {
    const { body: roles } = await call('GET', '/Roles');
    for (const { Id, RoleTypeId } of roles) if (RoleTypeId === null) await call('DELETE', `/Roles/${Id}`);
  });
  after(() => tenant.stop());

  const idsOf = (items: { Id: string }[]) => items.map(({ Id }) => Id);

  it('GET answers the five built-in roles, with ids of this tenant and the types of all tenants', async () => {
    const { body, headers } = await call('GET', '/Roles');
    assert.deepEqual(
      Object.fromEntries(
        body.map((role: { Name: string; RoleTypeId: string }) => [role.Name, role.RoleTypeId]),
      ),
      {
        'Tenant Administrator': '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f',
        'Tenant Contributor': 'f1439595-e5a2-487f-8a4f-0627fefe75df',
        'Tenant Data Steward': '45b66433-5f57-420b-bbdf-8bbd60c1cd9d',
        'Tenant Member': '7ad2b9ef-5386-4ead-ac9f-ad99c5c5b977',
        'Tenant Viewer': 'e6cbf91e-0be8-4858-92b5-f88ecafd5574',
      },
    );
    assert.equal(headers.get('Total-Count'), '5');
    for (const role of body) {
      assert.notEqual(role.Id, role.RoleTypeId);
      assert.deepEqual([role.RoleScope, role.TenantId, role.CommunityId], [1, tenant.tenantId, null]);
      assert.deepEqual((await call('GET', `/Roles/${role.Id}`)).body, role);
    }
    assert.deepEqual((await call('GET', '/Roles?skip=1&count=2')).body, body.slice(1, 3));
    const head = await call('HEAD', '/Roles');
    assert.deepEqual([head.headers.get('Total-Count'), head.body], ['5', undefined]);
  });

  it('GET answers other ids in another tenant, for the same types', async () => {
    const other = await startLocalTenant();
    const [here, there] = [
      (await call('GET', '/Roles')).body,
      (await (await administratorCaller(other))('GET', '/Roles')).body,
    ];
    await other.stop();
    const typesOf = (roles: { RoleTypeId: string }[]) => roles.map(({ RoleTypeId }) => RoleTypeId);
    assert.deepEqual(typesOf(here), typesOf(there));
    assert.equal(new Set([...idsOf(here), ...idsOf(there)]).size, 10);
  });

  it('POST, PUT and DELETE add, change and delete a role, which has no type', async () => {
    const CommunityId = '11111111-1111-4111-8111-111111111111';
    const sent = { Name: 'Pump operators', Description: 'Turn pumps', RoleScope: 2, CommunityId };
    const { status, body } = await call('POST', '/Roles', sent);
    assert.equal(status, 201);
    assert.deepEqual(body, { Id: body.Id, ...sent, TenantId: null, RoleTypeId: null });
    const path = `/Roles/${body.Id}`;
    const renamed = { ...body, Name: 'Pump staff' };
    assert.deepEqual((await call('PUT', path, { Name: 'Pump staff', Description: null })).body, renamed);
    assert.deepEqual((await call('GET', path)).body, renamed);
    assert.equal((await call('GET', '/Roles')).body.length, 6);
    assert.equal((await call('DELETE', path)).status, 204);
    assert.equal((await call('DELETE', path)).status, 404);
    assert.equal((await call('GET', path)).status, 404);
  });

  it('POST gives each role an id of its own, whatever Id the body has', async () => {
    const chosen = '22222222-2222-4222-8222-222222222222';
    const ids = new Set<string>();
    for (const Id of [chosen, member, 'no guid', null, undefined]) {
      const { status, body } = await call('POST', '/Roles', { Id, Name: `Mine ${ids.size}` });
      assert.deepEqual([status, body.RoleScope, body.Description], [201, 1, '']);
      assert.deepEqual([body.TenantId, body.CommunityId], [tenant.tenantId, null]);
      ids.add(body.Id);
    }
    assert.equal(ids.size, 5);
    assert.equal(ids.has(chosen) || ids.has(member), false);
  });

  it('POST and PUT answer 409 for a name that another role has, in any case; another community may have it', async () => {
    const { body: mine } = await call('POST', '/Roles', { Name: 'Mine' });
    const { body: other } = await call('POST', '/Roles', { Name: 'Other' });
    for (const Name of ['Mine', 'mINE', 'Tenant Member']) {
      assert.equal((await call('POST', '/Roles', { Name })).status, 409, Name);
      assert.equal((await call('PUT', `/Roles/${other.Id}`, { Name })).status, 409, Name);
    }
    assert.equal((await call('PUT', `/Roles/${mine.Id}`, { Name: 'MINE' })).status, 200);
    for (const CommunityId of ['11111111-1111-4111-8111-111111111111', NOBODY]) {
      const role = { Name: 'Mine', RoleScope: 2, CommunityId };
      assert.equal((await call('POST', '/Roles', role)).status, 201);
      assert.equal((await call('POST', '/Roles', role)).status, 409);
    }
  });

  it('GET with roleTypeId answers the roles of that type; HEAD counts them', async () => {
    const [, contributor] = (await call('GET', '/Roles')).body;
    await call('POST', '/Roles', { Name: 'Without a type' });
    const query = `?RoleTypeId=${contributor.RoleTypeId.toUpperCase()}`;
    const { body, headers } = await call('GET', `/Roles${query}`);
    assert.deepEqual([body, headers.get('Total-Count')], [[contributor], '1']);
    assert.equal((await call('HEAD', `/Roles${query}`)).headers.get('Total-Count'), '1');
    assert.deepEqual((await call('GET', `/Roles?roleTypeId=${NOBODY}`)).body, []);
    assert.equal((await call('GET', '/Roles?roleTypeId=')).body.length, 6);
  });

  it('POST and PUT answer 400 for an invalid property, and name it', async () => {
    const { body } = await call('POST', '/Roles', { Name: 'Mine' });
    const bad: [string, unknown][] = [
      ['Name', ' '],
      ['Name', 1],
      ['RoleScope', 4],
      ['RoleScope', '1'],
      ['CommunityId', 'x'],
      ['Description', []],
    ];
    for (const [name, value] of bad) {
      for (const [method, path] of [
        ['POST', '/Roles'],
        ['PUT', `/Roles/${body.Id}`],
      ] as const) {
        const answer = await call(method, path, { Name: 'x', [name]: value });
        assert.equal(answer.status, 400, `${method} ${name}`);
        assert.match(answer.body.Reason, new RegExp(name));
      }
    }
    assert.equal((await call('POST', '/Roles', {})).status, 400);
  });

  it('PUT and DELETE answer 400 for a built-in role', async () => {
    for (const { Id } of (await call('GET', '/Roles')).body) {
      assert.equal((await call('PUT', `/Roles/${Id}`, { Name: 'Mine' })).status, 400);
      assert.equal((await call('DELETE', `/Roles/${Id}`)).status, 400);
    }
    assert.equal((await call('GET', '/Roles')).body.length, 5);
  });

  it("PUT of a client's roles replaces them, answers 400 without Tenant Member or with unknown ones", async () => {
    const { Client } = await createdClient(call);
    const path = `${CLIENTS}/${Client.Id}/Roles`;
    const all = (await call('GET', '/Roles')).body;
    const ids = idsOf(all);
    assert.deepEqual((await call('PUT', path, ids)).body, all);
    assert.deepEqual((await call('GET', path)).body, all);
    assert.deepEqual((await call('GET', `${CLIENTS}/${Client.Id}`)).body.RoleIds, ids);
    const without = ids.filter(id => id !== member);
    for (const body of [without, [], ['x'], [member, NOBODY], {}, 'x', null]) {
      assert.equal((await call('PUT', path, body)).status, 400, JSON.stringify(body));
    }
    assert.match((await call('PUT', path, without)).body.Resolution, new RegExp(member));
    assert.equal((await call('HEAD', path)).headers.get('Total-Count'), '5');
    assert.deepEqual((await call('PUT', path, [member, member.toUpperCase()])).body.length, 1);
  });

  it("GET of a role's clients answers those that have it, page by page; HEAD counts them", async () => {
    const { body: role } = await call('POST', '/Roles', { Name: 'Mine' });
    const path = `/Roles/${role.Id}/clientcredentialclients`;
    assert.deepEqual((await call('GET', path)).body, []);
    const made = [];
    for (let number = 0; number < 3; number += 1) {
      made.push((await createdClient(call, { RoleIds: [member, role.Id] })).Client);
    }
    await createdClient(call);
    const { body, headers } = await call('GET', path);
    assert.deepEqual(body, made);
    assert.equal(headers.get('Total-Count'), '3');
    assert.deepEqual((await call('GET', `${path}?skip=1&count=1`)).body, [made[1]]);
    assert.equal((await call('HEAD', path)).headers.get('Total-Count'), '3');
    assert.equal((await call('GET', `${path}?count=0`)).status, 400);
    assert.equal((await call('GET', `/Roles/${NOBODY}/ClientCredentialClients`)).status, 404);
    await call('DELETE', `${CLIENTS}/${made[0].Id}`);
    await call('PUT', `${CLIENTS}/${made[1].Id}`, { RoleIds: [member] });
    assert.deepEqual((await call('GET', path)).body, [made[2]]);
  });

  it('DELETE of a role removes it from clients', async () => {
    const { body: role } = await call('POST', '/Roles', { Name: 'Mine' });
    const { Client } = await createdClient(call, { RoleIds: [role.Id, member] });
    await call('DELETE', `/Roles/${role.Id}`);
    assert.deepEqual((await call('GET', `${CLIENTS}/${Client.Id}`)).body.RoleIds, [member]);
  });

  it("404 for an unknown client's roles", async () => {
    assert.equal((await call('GET', `${CLIENTS}/${NOBODY}/Roles`)).status, 404);
    assert.equal((await call('PUT', `${CLIENTS}/${NOBODY}/Roles`, [member])).status, 404);
  });
});

describe('service-api › Roles › of communities', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;

  before(async () => {
    tenant = await startLocalTenant({ seed: 1 });
    call = await administratorCaller(tenant);
  });
  after(() => tenant.stop());

  const rolesOfCommunity = async (query = '') => {
    const { body } = await call('GET', `/Roles${query}`);
    return body.filter(({ CommunityId }: { CommunityId: string | null }) => CommunityId !== null);
  };

  it('GET answers the roles of one community, too, which belong to no tenant, after those of the tenant', async () => {
    const roles = await rolesOfCommunity();
    const [{ CommunityId }] = roles;
    assert.match(CommunityId, /^[0-9a-f-]{36}$/);
    const kind = { RoleScope: 2, TenantId: null, CommunityId };
    const types = Object.fromEntries(
      roles.map(({ Name, RoleTypeId }: Record<string, string>) => [Name, RoleTypeId]),
    );
    assert.deepEqual(types, {
      'Community Administrator': 'b50b3349-fa9e-4a03-9220-cf99184b4645',
      'Community Moderator': 'f49f69a6-61b2-423e-8ad5-d58841be441c',
      'Community Member': 'f79a55da-7c76-4600-a809-0f62ca9971d9',
    });
    for (const role of roles) {
      assert.deepEqual({ ...role, ...kind }, role);
      assert.deepEqual((await call('GET', `/Roles/${role.Id}`)).body, role);
    }
    assert.equal((await call('HEAD', '/Roles')).headers.get('Total-Count'), '8');
    assert.deepEqual((await call('GET', '/Roles')).body.slice(5), roles);
    assert.deepEqual(await rolesOfCommunity(`?roleTypeId=${roles[2].RoleTypeId}`), [roles[2]]);
  });

  it('PUT and DELETE answer 400 for them, because they are built in', async () => {
    for (const { Id } of await rolesOfCommunity()) {
      assert.equal((await call('PUT', `/Roles/${Id}`, { Name: 'Mine' })).status, 400);
      assert.equal((await call('DELETE', `/Roles/${Id}`)).status, 400);
    }
  });

  it('a client may have them, and its tokens then have their types', async () => {
    const [administrator] = await rolesOfCommunity();
    const RoleIds = [await memberRoleId(call), administrator.Id];
    const { Client, Secret } = await createdClient(call, { RoleIds });
    assert.deepEqual(Client.RoleIds, RoleIds);
    const [, claims = ''] = (await clientToken(tenant, Client.Id, Secret)).split('.');
    const { role_type } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.ok(role_type.includes(administrator.RoleTypeId));
  });

  it('there are none without sample clients', async () => {
    const bare = await startLocalTenant();
    assert.equal((await (await administratorCaller(bare))('GET', '/Roles')).body.length, 5);
    await bare.stop();
  });
});
