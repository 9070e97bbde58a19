import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoredArtefacts } from '../../../src/localTenant/identity/storedArtefacts.ts';
import { LocalTenantError } from '../../../src/localTenant/localTenantError.ts';
import { MIGRATIONS } from '../../../src/localTenant/storage/migrations.ts';
import { TenantStore } from '../../../src/localTenant/storage/tenantStore.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

describe('local tenant: storage', () => {
  const folder = temporaryFolder();
  const file = () => path.join(folder.path, 'tenant.db');
  let store: TenantStore;
  beforeEach(() => {
    store = new TenantStore(file());
  });
  afterEach(() => store.close());

  const client = (id: string) => ({
    id,
    name: id,
    enabled: true,
    tokenLifetimeSeconds: 60,
    roleIds: ['r1', 'r2'],
  });

  it('knows its version, and can be looked into while it is open', () => {
    const other = new DatabaseSync(file(), { readOnly: true });
    assert.deepEqual({ ...other.prepare('PRAGMA user_version').get() }, { user_version: MIGRATIONS.length });
    assert.deepEqual({ ...other.prepare('PRAGMA journal_mode').get() }, { journal_mode: 'wal' });
    other.close();
    assert.equal((fs.statSync(file()).mode & 0o777).toString(8), '600');
  });

  it('does not touch a database that a newer version wrote', () => {
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

  it('keeps a setting that was made once', () => {
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

  it('counts clients by type and in all, through inserts, deletions and undone work', () => {
    const { clients } = store;
    assert.equal(clients.count('clientCredentials'), 0);
    clients.insert('clientCredentials', client('a'));
    clients.insert('hybrid', client('b'));
    clients.insert('clientCredentials', client('c'));
    assert.deepEqual(
      [clients.count('clientCredentials'), clients.count('hybrid'), clients.countAll()],
      [2, 1, 3],
    );
    assert.equal(clients.remove('hybrid', 'a'), false);
    assert.equal(clients.remove('clientCredentials', 'a'), true);
    assert.throws(() =>
      store.transaction(() => {
        clients.insert('clientCredentials', client('d'));
        // an id is taken whatever the type
        clients.insert('clientCredentials', client('b'));
      }),
    );
    assert.deepEqual(
      [clients.count('clientCredentials'), clients.countAll(), clients.isTaken('d')],
      [1, 2, false],
    );
    assert.deepEqual(clients.find('clientCredentials', 'c'), client('c'));
    assert.equal(clients.find('clientCredentials', 'b'), undefined);
  });

  it('deletes the secrets with their client', () => {
    store.clients.insert('clientCredentials', client('a'));
    const secret = { description: null, expiresAtMs: null };
    const { id } = store.secrets.insert('a', secret, Buffer.alloc(32));
    store.clients.remove('clientCredentials', 'a');
    store.clients.insert('clientCredentials', client('a'));
    assert.equal(store.secrets.count('a'), 0);
    assert.ok(store.secrets.insert('a', secret, Buffer.alloc(32)).id > id);
  });

  it('takes a secret as valid up to its expiry, not at it', () => {
    store.clients.insert('clientCredentials', client('a'));
    store.secrets.insert('a', { description: null, expiresAtMs: 1000 }, Buffer.alloc(32, 1));
    store.secrets.insert('a', { description: null, expiresAtMs: null }, Buffer.alloc(32, 2));
    const firstBytes = (nowMs: number) => store.secrets.hashesValidAt('a', nowMs).map(hash => hash[0]);
    assert.deepEqual(firstBytes(999), [1, 2]);
    assert.deepEqual(firstBytes(1000), [2]);
  });

  it("keeps the engine's rows by model until they expire, are removed, or their grant is", async () => {
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
    await codes.upsert('3', {}, 60);
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
});
