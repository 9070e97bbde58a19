import assert from 'node:assert/strict';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, apiCaller, forgedToken, memberRoleId } from '../apiCaller.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const PROPERTIES = [
  ...['Id', 'GivenName', 'Surname', 'Name', 'Email', 'ContactEmail', 'ContactGivenName', 'ContactSurname'],
  ...['ExternalUserId', 'IdentityProviderId', 'RoleIds'],
];

describe('service-api › Users', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;
  let member: string;

  beforeEach(async () => {
    tenant = await startLocalTenant();
    call = await administratorCaller(tenant);
    member = await memberRoleId(call);
  });
  afterEach(() => tenant.stop());

  const created = async (properties: Record<string, unknown> = {}) => {
    const { status, body } = await call('POST', '/Users', properties);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const roleIdOf = async (name: string): Promise<string> =>
    (await call('GET', '/Roles')).body.find((role: { Name: string }) => role.Name === name).Id;
  const total = async (path: string) => (await call('HEAD', path)).headers.get('Total-Count');

  it('GET answers the users of users.json with every property, page by page; HEAD counts them', async () => {
    const { status, body, headers } = await call('GET', '/Users');
    assert.deepEqual([status, headers.get('Total-Count')], [200, '2']);
    const [administrator, other] = body;
    assert.deepEqual(Object.keys(administrator), PROPERTIES);
    const { Id, IdentityProviderId, ...rest } = administrator;
    for (const id of [Id, IdentityProviderId])
      assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.deepEqual(rest, {
      GivenName: 'Local',
      Surname: 'Administrator',
      Name: 'Local Administrator',
      Email: 'administrator@local-tenant.test',
      ContactEmail: 'administrator@local-tenant.test',
      ContactGivenName: 'Local',
      ContactSurname: 'Administrator',
      ExternalUserId: 'administrator',
      RoleIds: [member, await roleIdOf('Tenant Administrator')],
    });
    assert.deepEqual([other.Name, other.RoleIds], ['Local Member', [member]]);
    assert.deepEqual((await call('GET', `/Users/${Id.toUpperCase()}`)).body, administrator);
    assert.deepEqual((await call('GET', '/Users?skip=1&count=1')).body, [other]);
    assert.deepEqual((await call('GET', '/Users?query=nobody-has-this-name')).body, body, 'query is ignored');
    assert.equal((await call('GET', '/Users?count=0')).status, 400);
    const head = await call('HEAD', '/Users');
    assert.deepEqual([head.headers.get('Total-Count'), head.body], ['2', undefined]);
  });

  it('GET by id answers each of those once, and 207 with an error for each that does not exist', async () => {
    const [first, second] = (await call('GET', '/Users')).body;
    const query = `/Users?id=${second.Id}&id=${first.Id.toUpperCase()}&id=${first.Id}&id=`;
    assert.deepEqual((await call('GET', query)).body, [second, first]);
    assert.equal(await total(query), '2');
    const { status, body } = await call('GET', `${query}&id=${NOBODY}`);
    assert.equal(status, 207);
    const names = ['OperationId', 'Error', 'Reason', 'EventId', 'ChildErrors', 'Data'];
    assert.deepEqual([Object.keys(body), body.Data], [names, [second, first]]);
    assert.deepEqual(
      body.ChildErrors.map(({ ModelId, StatusCode }: Record<string, unknown>) => [ModelId, StatusCode]),
      [[NOBODY, 404]],
    );
  });

  it('POST answers 201 with the user, who has Tenant Member by default and no name until signing up', async () => {
    const viewer = await roleIdOf('Tenant Viewer');
    const Id = '33333333-3333-4333-8333-33333333333A';
    const sent = {
      ContactEmail: 'ada@example.com',
      ContactGivenName: 'Ada',
      ContactSurname: 'Lovelace',
      ExternalUserId: 'ada',
      IdentityProviderId: '44444444-4444-4444-8444-444444444444',
      RoleIds: [member, viewer],
    };
    const user = await created({ ...sent, Id });
    const unnamed = { GivenName: null, Surname: null, Name: null, Email: null };
    assert.deepEqual(user, { Id: Id.toLowerCase(), ...unnamed, ...sent });
    assert.deepEqual((await call('GET', `/Users/${Id}`)).body, user);
    const least = await created();
    const [{ IdentityProviderId }] = (await call('GET', '/Users')).body;
    assert.deepEqual([least.RoleIds, least.IdentityProviderId], [[member], IdentityProviderId]);
    assert.equal(await total('/Users'), '4');
    assert.equal((await call('POST', '/Users', { Id })).status, 409);
  });

  const bad: readonly [string, unknown][] = [
    ['Id', 'x'],
    ['ContactEmail', 'nobody'],
    ['ContactEmail', 1],
    ['ContactGivenName', {}],
    ['ContactSurname', []],
    ['ExternalUserId', 5],
    ['IdentityProviderId', 'x'],
    ['RoleIds', ['x']],
  ];
  for (const [name, value] of bad) {
    it(`POST and PUT answer 400 for ${name} ${JSON.stringify(value)}, and name it`, async () => {
      const user = await created();
      for (const [method, path] of [
        ['POST', '/Users'],
        ['PUT', `/Users/${user.Id}`],
      ] as const) {
        const { status, body } = await call(method, path, { [name]: value });
        assert.deepEqual([status, body.Reason.includes(name)], [400, true], method);
      }
      assert.deepEqual((await call('GET', `/Users/${user.Id}`)).body, user, 'nothing has changed');
    });
  }

  it('POST and PUT answer 400 without Tenant Member, or with a role that does not exist', async () => {
    const user = await created();
    for (const RoleIds of [[], [await roleIdOf('Tenant Viewer')], [member, NOBODY]]) {
      assert.equal((await call('POST', '/Users', { RoleIds })).status, 400);
      assert.equal((await call('PUT', `/Users/${user.Id}`, { RoleIds })).status, 400);
      assert.equal((await call('PUT', `/Users/${user.Id}/Roles`, RoleIds)).status, 400);
    }
  });

  it('PUT changes only properties that are neither missing nor null, and neither id', async () => {
    const user = await created({ ContactEmail: 'a@b.test', ContactGivenName: 'A' });
    const path = `/Users/${user.Id}`;
    const nulls = Object.fromEntries(PROPERTIES.map(name => [name, null]));
    assert.deepEqual((await call('PUT', path, nulls)).body, user);
    const changes = { ContactEmail: 'c@d.test', ContactSurname: 'D', ExternalUserId: 'e' };
    const same = { Id: user.Id, IdentityProviderId: user.IdentityProviderId };
    const { status, body } = await call('PUT', path, { ...changes, ...same });
    assert.deepEqual([status, body], [200, { ...user, ...changes }]);
    for (const name of Object.keys(same)) {
      assert.equal((await call('PUT', path, { [name]: NOBODY })).status, 400, name);
    }
    assert.deepEqual((await call('GET', path)).body, { ...user, ...changes });
  });

  it('DELETE answers 204 once, then 404 below the user, and frees the id', async () => {
    const [, file] = (await call('GET', '/Users')).body;
    for (const { Id } of [await created(), file]) {
      await call('POST', `/Users/${Id}/Invitation`);
      assert.equal((await call('DELETE', `/Users/${Id}`)).status, 204);
      for (const below of ['', '/Roles', '/Status', '/Preferences', '/Invitation']) {
        assert.equal((await call('GET', `/Users/${Id}${below}`)).status, 404, below);
      }
      assert.equal((await call('DELETE', `/Users/${Id}`)).status, 404);
      assert.equal((await call('PUT', `/Users/${Id}`, {})).status, 404);
      assert.equal((await created({ Id })).Id, Id);
    }
  });

  it('DELETE answers 403 to users who would delete themselves', async () => {
    const [administrator] = (await call('GET', '/Users')).body;
    const role_type = ['2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f'];
    const token = await forgedToken(tenant, { claims: { sub: administrator.Id, role_type } });
    const refused = await apiCaller(tenant, token)('DELETE', `/Users/${administrator.Id}`);
    assert.equal(refused.status, 403);
    assert.match(refused.body.Reason, /themselves/);
  });

  it("GET and PUT of a user's roles read and replace them, page by page", async () => {
    const user = await created();
    const path = `/Users/${user.Id}/Roles`;
    const roles = (await call('GET', '/Roles')).body;
    assert.deepEqual(
      (await call('GET', path)).body.map(({ Id }: { Id: string }) => Id),
      [member],
    );
    const ids = roles.map(({ Id }: { Id: string }) => Id);
    const { status, body } = await call('PUT', path, ids);
    assert.deepEqual([status, body], [200, roles]);
    assert.deepEqual((await call('GET', `${path}?skip=1&count=2`)).body, roles.slice(1, 3));
    assert.equal(await total(path), '5');
    assert.deepEqual((await call('GET', `/Users/${user.Id}`)).body.RoleIds, ids);
  });

  it("GET of a role's users answers those who have it; a deleted role is taken from them", async () => {
    const role = (await call('POST', '/Roles', { Name: 'Mine' })).body;
    const path = `/Roles/${role.Id}/users`;
    const first = await created({ RoleIds: [member, role.Id] });
    const second = await created({ RoleIds: [member, role.Id] });
    await created();
    assert.deepEqual((await call('GET', path)).body, [first, second]);
    assert.equal(await total(path), '2');
    assert.deepEqual((await call('GET', `${path}?skip=1`)).body, [second]);
    assert.equal(await total(`/Roles/${member}/users`), '5');
    assert.equal((await call('GET', `/Roles/${NOBODY}/users`)).status, 404);
    await call('DELETE', `/Roles/${role.Id}`);
    assert.deepEqual((await call('GET', `/Users/${first.Id}`)).body.RoleIds, [member]);
  });

  it('Preferences are any object, also with null, and an empty one at first', async () => {
    const { Id } = await created();
    const path = `/Users/${Id}/Preferences`;
    assert.deepEqual((await call('GET', path)).body, {});
    const odd = { constructor: 'Ada', prototype: null, '': '', 'größe 📏': 1 };
    const preferences = { theme: 'dark', columns: [1, null, { a: null }], none: null, ...odd };
    const brief = apiCaller(tenant, await forgedToken(tenant, { claims: { sub: Id } }), {});
    const { status, body } = await brief('PUT', path, preferences);
    assert.deepEqual([status, body], [200, preferences]);
    assert.deepEqual((await brief('GET', path)).body, preferences, 'the user may read them');
    for (const other of [[], 'x', 1, null, undefined]) {
      assert.equal((await call('PUT', path, other)).status, 400, JSON.stringify(other));
    }
    assert.deepEqual((await call('GET', path)).body, preferences);
  });
});
