import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoredArtefacts } from '../../../../src/localTenant/identity/engine/storedArtefacts.ts';
import { LocalTenantError } from '../../../../src/localTenant/localTenantError.ts';
import type { StoredClient } from '../../../../src/localTenant/storage/clientTable.ts';
import { MIGRATIONS } from '../../../../src/localTenant/storage/migrations.ts';
import { TenantStore } from '../../../../src/localTenant/storage/tenantStore.ts';
import { DEFAULT_SETTINGS } from '../../../../src/service/model/clientSettings.ts';
import { CLIENT_TYPES, type ClientType } from '../../../../src/service/model/clientTypes.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

describe('local tenant: storage', () => {
  const folder = temporaryFolder();
  const file = () => path.join(folder.path, 'tenant.db');
  let store: TenantStore;
  beforeEach(() => {
    store = new TenantStore(file());
  });
  afterEach(() => store.close());

  const client = (id: string, type: ClientType = 'clientCredentials'): StoredClient => ({
    type,
    id,
    name: id,
    enabled: true,
    tokenLifetimeSeconds: 60,
    roleIds: type === 'clientCredentials' ? ['r1', 'r2'] : [],
    tags: [],
    settings: DEFAULT_SETTINGS,
  });

  it('has a version, and can be read by other programs while it is open', () => {
    const other = new DatabaseSync(file(), { readOnly: true });
    assert.deepEqual({ ...other.prepare('PRAGMA user_version').get() }, { user_version: MIGRATIONS.length });
    assert.deepEqual({ ...other.prepare('PRAGMA journal_mode').get() }, { journal_mode: 'wal' });
    other.close();
    assert.equal((fs.statSync(file()).mode & 0o777).toString(8), '600');
  });

  it('does not change a database that a newer version wrote', () => {
    store.close();
    const database = new DatabaseSync(file());
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    database.close();
    assert.throws(
      () => new TenantStore(file()),
      (error: unknown) => error instanceof LocalTenantError && error.code === 'dataFolderNewer',
    );
    const again = new DatabaseSync(file());
    again.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    again.close();
    store = new TenantStore(file());
  });

  it('makes a setting only once', () => {
    assert.equal(store.settings.get('tenantId'), undefined);
    assert.equal(
      store.settings.getOrMake('tenantId', () => 'first'),
      'first',
    );
    assert.equal(
      store.settings.getOrMake('tenantId', () => 'second'),
      'first',
    );
    store.settings.set('tenantId', 'third');
    store.close();
    store = new TenantStore(file());
    assert.equal(store.settings.get('tenantId'), 'third');
  });

  it('counts clients by type and in total, through inserts, deletions and rollbacks', () => {
    const { clients } = store;
    assert.equal(clients.count('clientCredentials'), 0);
    clients.insert(client('a'));
    clients.insert(client('b', 'hybrid'));
    clients.insert(client('c'));
    assert.deepEqual(
      [clients.count('clientCredentials'), clients.count('hybrid'), clients.countAll()],
      [2, 1, 3],
    );
    assert.equal(clients.remove('hybrid', 'a'), false);
    assert.equal(clients.remove('clientCredentials', 'a'), true);
    assert.throws(() =>
      store.transaction(() => {
        clients.insert(client('d'));
        // Ids are unique among all types.
        clients.insert(client('b'));
      }),
    );
    assert.deepEqual(
      [clients.count('clientCredentials'), clients.countAll(), clients.findOfAnyType('d')],
      [1, 2, undefined],
    );
    assert.deepEqual(clients.find('clientCredentials', 'c'), client('c'));
    assert.equal(clients.find('clientCredentials', 'b'), undefined);
  });

  it('deletes the secrets with their client', () => {
    store.clients.insert(client('a'));
    const secret = { description: null, expiresAtMs: null };
    const { id } = store.secrets.insert('a', secret, Buffer.alloc(32));
    store.clients.remove('clientCredentials', 'a');
    store.clients.insert(client('a'));
    assert.equal(store.secrets.count('a'), 0);
    assert.ok(store.secrets.insert('a', secret, Buffer.alloc(32)).id > id);
  });

  it('accepts a secret until its expiration, but not at it', () => {
    store.clients.insert(client('a'));
    store.secrets.insert('a', { description: null, expiresAtMs: 1000 }, Buffer.alloc(32, 1));
    store.secrets.insert('a', { description: null, expiresAtMs: null }, Buffer.alloc(32, 2));
    const firstBytes = (nowMs: number) => store.secrets.hashesValidAt('a', nowMs).map(hash => hash[0]);
    assert.deepEqual(firstBytes(999), [1, 2]);
    assert.deepEqual(firstBytes(1000), [2]);
  });

  it("stores the engine's rows by model until they expire, or they or their grant are removed", async () => {
    let nowMs = 1_000_000;
    const sessions = new StoredArtefacts('Session', store.artefacts, () => nowMs);
    const codes = new StoredArtefacts('DeviceCode', store.artefacts, () => nowMs);
    await sessions.upsert('1', { uid: 'u1', accountId: 'x' }, 60);
    await codes.upsert('1', { userCode: 'ABCD', grantId: 'g1' });
    await codes.upsert('2', { grantId: 'g2' }, 60);
    assert.deepEqual(await sessions.find('1'), { uid: 'u1', accountId: 'x' });
    assert.deepEqual(await sessions.findByUid('u1'), { uid: 'u1', accountId: 'x' });
    assert.equal(await codes.findByUid('u1'), undefined);
    await codes.consume('1');
    assert.deepEqual(await codes.findByUserCode('ABCD'), { userCode: 'ABCD', grantId: 'g1', consumed: 1000 });
    await codes.revokeByGrantId('g1');
    assert.equal(await codes.find('1'), undefined);
    nowMs += 60_000;
    assert.equal(await sessions.find('1'), undefined, 'expired');
    assert.ok(await codes.find('2'), 'a device shall hear that its code has expired');
    nowMs += 600_000;
    assert.equal(await codes.find('2'), undefined);
    await codes.upsert('3', { clientId: 'c' }, 60);
    const rows = new DatabaseSync(file(), { readOnly: true });
    assert.deepEqual(
      rows
        .prepare('SELECT id FROM artefact')
        .all()
        .map(row => row.id),
      ['3'],
      'and purged',
    );
    rows.close();
    await codes.destroy('3');
    assert.equal(await codes.find('3'), undefined);
  });

  it('deletes the rows of a client, and none of others', async () => {
    const tokens = new StoredArtefacts('RefreshToken', store.artefacts, () => 0);
    const grants = new StoredArtefacts('Grant', store.artefacts, () => 0);
    await tokens.upsert('1', { clientId: 'a' });
    await grants.upsert('2', { clientId: 'a' });
    await grants.upsert('3', { clientId: 'b' });
    store.artefacts.removeClient('a');
    assert.deepEqual([await tokens.find('1'), await grants.find('2')], [undefined, undefined]);
    assert.ok(await grants.find('3'));
  });

  it('stores every property of every type', () => {
    const settings = {
      redirectUris: ['http://127.0.0.1/a', 'app://b'],
      postLogoutRedirectUris: ['https://c'],
      allowedCorsOrigins: ['http://d'],
      clientUri: 'https://e',
      logoUri: null,
      allowOfflineAccess: true,
      allowAccessTokensViaBrowser: true,
      deviceCodeLifetimeSeconds: 7,
    };
    for (const { type } of CLIENT_TYPES) {
      const kept = { ...client(type, type), tags: ['x', 'y'], settings };
      store.clients.insert(kept);
      assert.deepEqual(store.clients.find(type, type), kept);
      assert.deepEqual(store.clients.findOfAnyType(type), kept);
      const blank = client(type, type);
      store.clients.update(blank);
      assert.deepEqual(store.clients.find(type, type), blank);
    }
  });

  it('finds clients by role and by tag, and removes a deleted role from all clients', () => {
    const { clients, roles } = store;
    const role = { name: 'r', description: '', scope: 1, typeId: null, communityId: null };
    for (const id of ['r1', 'r2']) roles.insert({ ...role, id });
    for (const id of ['a', 'b', 'c']) clients.insert(client(id));
    clients.update({ ...client('b'), roleIds: ['r2'], tags: ['x', 'y'] });
    clients.update({ ...client('c'), tags: ['y'] });
    const ids = (list: readonly StoredClient[]) => list.map(({ id }) => id);
    assert.deepEqual(ids(clients.pageOfRole('r1', { skip: 0, count: 9 })), ['a', 'c']);
    assert.deepEqual(ids(clients.pageOfRole('r2', { skip: 1, count: 1 })), ['b']);
    assert.deepEqual([clients.countOfRole('r1'), clients.countOfRole('r2')], [2, 3]);
    const idsOfTags = (...tags: string[]) =>
      ids(clients.page('clientCredentials', { skip: 0, count: 9 }, tags));
    assert.deepEqual([idsOfTags('x'), idsOfTags('x', 'y'), idsOfTags('z')], [['b'], ['b', 'c'], []]);
    assert.equal(clients.count('clientCredentials', ['x', 'y']), 2);
    roles.remove('r1');
    clients.remove('clientCredentials', 'c');
    assert.deepEqual(clients.find('clientCredentials', 'a')?.roleIds, ['r2']);
    assert.deepEqual([clients.countOfRole('r1'), clients.countOfRole('r2')], [0, 2]);
    assert.deepEqual(
      roles.list().map(({ id }) => id),
      ['r2'],
    );
  });

  it('reads everything that the first version wrote', () => {
    store.close();
    fs.rmSync(file());
    const old = new DatabaseSync(file());
    old.exec(`${MIGRATIONS[0]} PRAGMA user_version = 1;`);
    old.exec(`
      INSERT INTO role VALUES ('r1', 'Tenant Member', 'd', 1, 't1'), ('r0', 'Tenant Viewer', 'd', 1, 't0');
      INSERT INTO client VALUES (1, 'a', 'clientCredentials', 'A', 1, 60, '["r1","r0"]');
      INSERT INTO secret VALUES (7, 1, 'first', NULL, zeroblob(32));
      INSERT INTO artefact VALUES ('Grant', 'g', '{"clientId":"a"}', NULL, NULL, NULL, NULL);
    `);
    old.close();
    store = new TenantStore(file());
    assert.deepEqual(store.clients.find('clientCredentials', 'a'), {
      ...client('a'),
      name: 'A',
      roleIds: ['r1', 'r0'],
    });
    assert.equal(store.clients.count('clientCredentials'), 1);
    assert.equal(store.clients.countOfRole('r0'), 1);
    assert.deepEqual(
      store.roles.list().map(({ id, typeId }) => [id, typeId]),
      [
        ['r1', 't1'],
        ['r0', 't0'],
      ],
    );
    assert.equal(store.secrets.find('a', 7)?.description, 'first');
    store.artefacts.removeClient('a');
    assert.equal(store.artefacts.find('Grant', 'id', 'g', 0), undefined);
  });
});
