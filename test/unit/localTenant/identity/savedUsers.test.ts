import assert from 'node:assert/strict';
import path from 'node:path';
import { seededRandom } from '../../../../src/localTenant/samples/seededRandom.ts';
import { TenantStore } from '../../../../src/localTenant/storage/tenantStore.ts';
import type { StoredUser } from '../../../../src/localTenant/storage/userTable.ts';
import { tenantIdentity } from '../../../../src/localTenant/tenantIdentity.ts';
import { saveFileUsers } from '../../../../src/localTenant/users/fileUsers.ts';
import { UserDirectory } from '../../../../src/localTenant/users/userDirectory.ts';
import type { DescribedUser } from '../../../../src/localTenant/users/userFile.ts';
import {
  ADMINISTRATOR_ROLE_TYPE_ID,
  MEMBER_ROLE_TYPE_ID,
} from '../../../../src/service/model/builtInRoles.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const TENANT = 't';
const ADA: DescribedUser = { userName: 'ada', name: 'Ada B. Lovelace', password: 'p', roles: [] };
const BOB: DescribedUser = { userName: 'bob', name: 'Bob', password: 'q', roles: ['Tenant Administrator'] };

describe('local tenant: users of users.json in the database', () => {
  const folder = temporaryFolder();
  let store: TenantStore;
  beforeEach(() => {
    store = new TenantStore(path.join(folder.path, 'tenant.db'));
    tenantIdentity(store, { now: () => 0, randomBytes: seededRandom(1).bytes, log: () => {} });
  });
  afterEach(() => store.close());

  const all = () => store.users.page({ skip: 0, count: 99 });
  const start = (...users: DescribedUser[]) => saveFileUsers(store, TENANT, users);
  const find = (name: string): StoredUser =>
    all().find(({ profile }) => profile.externalUserId === name) ?? assert.fail(name);
  const remove = (name: string) => store.transaction(() => store.users.remove(find(name).id));
  const directory = (...users: DescribedUser[]) =>
    new UserDirectory(TENANT, users, id => {
      const user = store.users.find(id);
      return user && store.roles.typeIdsOf(user.roleIds);
    });

  it('are there from the first start, once, with their names, addresses and roles', () => {
    start(ADA, BOB);
    const first = all();
    start(ADA, BOB);
    assert.deepEqual(all(), first);
    const { givenName, surname, name, email } = find('ada').profile;
    assert.deepEqual([givenName, surname, name], ['Ada', 'B. Lovelace', 'Ada B. Lovelace']);
    assert.equal(email, 'ada@local-tenant.test');
    assert.equal(find('bob').profile.surname, null);
    assert.deepEqual(store.roles.typeIdsOf(find('bob').roleIds), [
      MEMBER_ROLE_TYPE_ID,
      ADMINISTRATOR_ROLE_TYPE_ID,
    ]);
    assert.equal(directory(ADA, BOB).signIn('ada', 'p')?.id, find('ada').id);
  });

  it('keep what the API has changed over a restart, until their entry changes', () => {
    start(ADA, BOB);
    const ada = find('ada');
    store.users.setPreferences(ada.id, { theme: 'dark' });
    store.users.update({
      ...ada,
      profile: { ...ada.profile, contactEmail: 'a@b.test' },
      roleIds: find('bob').roleIds,
    });
    start(ADA, BOB);
    assert.equal(find('ada').profile.contactEmail, 'a@b.test');
    assert.deepEqual(directory(ADA, BOB).signIn('ada', 'p')?.roleTypeIds, [
      MEMBER_ROLE_TYPE_ID,
      ADMINISTRATOR_ROLE_TYPE_ID,
    ]);
    const changed = { ...ADA, roles: ['Tenant Viewer'] };
    start(changed, BOB);
    assert.equal(store.roles.typeIdsOf(find('ada').roleIds).length, 2);
    assert.deepEqual(store.users.preferences(ada.id), { theme: 'dark' });
    assert.deepEqual(
      all().map(({ id }) => id),
      [ada.id, find('bob').id],
      'in the old order',
    );
  });

  it('cannot sign in once the API has deleted them, until their entry changes', () => {
    start(ADA, BOB);
    remove('ada');
    for (let restarts = 0; restarts < 2; restarts += 1) {
      assert.equal(directory(ADA, BOB).signIn('ada', 'p'), undefined);
      assert.equal(all().length, 1);
      start(ADA, BOB);
    }
    const changed = { ...ADA, password: 'new' };
    start(changed, BOB);
    assert.equal(directory(changed, BOB).signIn('ada', 'new')?.name, ADA.name);
    assert.deepEqual(store.users.preferences(find('ada').id), {});
  });

  it('are gone when their entry is, and back with it; users of the API stay', () => {
    start(ADA, BOB);
    const made: StoredUser = { ...find('ada'), id: 'made', hasPassword: false };
    store.users.insert({ ...made, profile: { ...made.profile, externalUserId: null } });
    remove('bob');
    start(ADA);
    assert.deepEqual(
      all().map(({ id, hasPassword }) => [id === 'made', hasPassword]),
      [
        [false, true],
        [true, false],
      ],
    );
    start(ADA, BOB);
    assert.equal(find('bob').hasPassword, true);
    assert.equal(store.users.count(), 3);
  });
});
