import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  Bindings,
  decodeBinding,
  type FileBinding,
  type StoreBinding,
} from '../../../../src/credentials/records/bindings.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { proofOf, proves } from '../../../../src/credentials/records/secretProof.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { filesBelow } from '../../../support/folders/filesBelow.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const SECRET = new SecretText('c4n4ry/+=');
const reference = { tenantId: 't', clientId: 'c', secretId: 1 };
const file: FileBinding = {
  ...reference,
  kind: 'file',
  file: '/w/.env',
  folder: '/w',
  writtenAt: '2026-11-24T00:00:00Z',
  clientIdKey: ['ADH_CLIENT_ID'],
  clientSecretKey: ['ADH_CLIENT_SECRET'],
  proof: proofOf(SECRET, '00'.repeat(16)),
};
const store: StoreBinding = {
  ...reference,
  kind: 'store',
  writtenAt: '2026-11-24T00:00:00Z',
  order: { id: 'vault', place: { path: 'secret/x', key: 'K' } },
};

describe('bindings', () => {
  const folder = temporaryFolder();
  const open = () => new Bindings(new RecordFolder(path.join(folder.path, 'b'), decodeBinding, randomUUID));

  it('are read as they were recorded, and contain no value', async () => {
    await open().note(file);
    await open().note(store);
    assert.deepEqual(await open().ofClient('t', 'c'), [file, store]);
    for (const name of filesBelow(folder.path)) assert.doesNotMatch(fs.readFileSync(name, 'utf8'), /c4n4ry/);
  });

  it('record one credential per key, several per file, and one per location in a store', async () => {
    const bindings = open();
    for (const binding of [file, store]) {
      await bindings.note(binding);
      await bindings.note({ ...binding, secretId: 2 });
    }
    await bindings.note({ ...file, clientSecretKey: ['OTHER_CLIENT_SECRET'] });
    await bindings.note({ ...store, order: { id: 'vault', place: { path: 'secret/x', key: 'OTHER' } } });
    const all = await bindings.all();
    assert.deepEqual(all.map(({ secretId }) => secretId).toSorted(), [1, 1, 2, 2]);
    assert.equal(await bindings.hasFile('/w/.env'), true);
    assert.equal(await bindings.hasFile('/w/.env.local'), false);
    for (const binding of all) await bindings.forget(binding);
    assert.deepEqual(await bindings.all(), []);
  });

  it('replace a record of version 0.1.0, which says how a value was created, by one that says how to update it', async () => {
    const records = new RecordFolder<unknown>(path.join(folder.path, 'b'), value => value, randomUUID);
    const old = { ...store, order: { id: 'vaultNew', place: { path: 'secret/x', key: 'K' } } };
    await records.put(['store', 'vaultNew', 'key', 'K', 'path', 'secret/x'].join('\0'), old);
    const [read] = await open().ofClient('t', 'c');
    assert.ok(read?.kind === 'store');
    assert.deepEqual([read.order.id, read.order.place], ['vault', old.order.place]);
    assert.deepEqual(await open().at(read), read);
    const complete = { path: 'secret/x', key: 'K', address: 'https://vault.example' };
    const written: StoreBinding = { ...store, secretId: 2, order: { id: 'vault', place: complete } };
    await open().note(written, read);
    assert.deepEqual(await open().all(), [written]);
    await records.put(['store', 'vaultNew', 'key', 'K', 'path', 'secret/x'].join('\0'), old);
    for (const binding of await open().all()) await open().forget(binding);
    assert.deepEqual(await open().all(), []);
  });

  for (const [title, value] of [
    ['no object', 'x'],
    ['no kind', { ...file, kind: undefined }],
    ['an older form', { ...file, clientSecretKey: 'ADH_CLIENT_SECRET' }],
    ['no secret', { ...file, secretId: '1' }],
    ['no store', { ...store, order: { id: 'vault' } }],
  ] as const) {
    it(`skip a record with ${title}`, () => assert.equal(decodeBinding(value), undefined));
  }

  it('recognize the secret that was written, and no other', () => {
    const proof = proofOf(SECRET, 'aa'.repeat(16));
    assert.ok(proves(proof, SECRET));
    assert.ok(!proves(proof, new SecretText('another')));
    assert.ok(!proves({ ...proof, hash: 'short' }, SECRET));
    assert.notEqual(proof.hash, proofOf(SECRET, 'bb'.repeat(16)).hash);
  });
});
