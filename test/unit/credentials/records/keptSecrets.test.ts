import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import {
  decodeKeptSecret,
  type KeptSecret,
  KeptSecrets,
} from '../../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { MemorySecretStore } from '../../../support/credentials/memorySecretStore.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const kept: KeptSecret = {
  resource: 'https://service.example',
  tenantId: '00000000-0000-0000-0000-0000000000aa',
  clientId: '00000000-0000-0000-0000-0000000000bb',
  clientName: 'Edge gateway',
  secretId: 7,
  description: 'laptop',
  expiresAt: '2027-11-23T10:00:00.000Z',
  keptAt: '2026-11-23T10:00:00.000Z',
};
const value = new SecretText('canary-value');

describe('KeptSecrets', () => {
  const folder = temporaryFolder();
  let store: MemorySecretStore;
  let secrets: KeptSecrets;
  let names = 0;

  beforeEach(() => {
    store = new MemorySecretStore();
    const newName = () => `temporary-${names++}`;
    secrets = new KeptSecrets(
      store,
      new RecordFolder(path.join(folder.path, 'kept'), decodeKeptSecret, newName),
    );
  });

  it('saves a value in secret storage and a record without it on disk', async () => {
    await secrets.keep(kept, value);
    assert.ok((await secrets.value(kept))?.equals(value));
    assert.deepEqual(await secrets.all(), [kept]);
    const [file, ...others] = readdirSync(path.join(folder.path, 'kept'));
    assert.ok(file && others.length === 0);
    const record = path.join(folder.path, 'kept', file);
    assert.doesNotMatch(readFileSync(record, 'utf8'), /canary-value/);
    assert.equal(statSync(record).mode & 0o777, 0o600);
  });

  it('lists the newest first, and removes one without the others', async () => {
    const older = { ...kept, secretId: 6, keptAt: '2026-01-01T00:00:00.000Z' };
    await secrets.keep(older, value);
    await secrets.keep(kept, value);
    assert.deepEqual(
      (await secrets.all()).map(secret => secret.secretId),
      [7, 6],
    );
    await secrets.forget(kept);
    assert.equal(await secrets.value(kept), undefined);
    assert.deepEqual(await secrets.all(), [older]);
  });

  for (const fault of ['refuses', 'forgets'] as const) {
    it(`rejects and records nothing when secret storage ${fault} the value`, async () => {
      store.fault = fault;
      await assert.rejects(
        secrets.keep(kept, value),
        error => error instanceof CredentialsError && error.code === 'keyringRefused',
      );
      assert.deepEqual(await secrets.all(), []);
    });
  }

  it('skips damaged records', async () => {
    await secrets.keep(kept, value);
    mkdirSync(path.join(folder.path, 'kept'), { recursive: true });
    writeFileSync(path.join(folder.path, 'kept', 'broken.json'), '{"tenantId":');
    writeFileSync(path.join(folder.path, 'kept', 'other.json'), '{"tenantId":5}');
    assert.deepEqual(await secrets.all(), [kept]);
  });

  it('lets two windows write at the same time', async () => {
    const other = new KeptSecrets(
      store,
      new RecordFolder(path.join(folder.path, 'kept'), decodeKeptSecret, () => `window-${names++}`),
    );
    const many = Array.from({ length: 20 }, (_, secretId) => ({ ...kept, secretId }));
    await Promise.all(many.map((secret, index) => (index % 2 ? secrets : other).keep(secret, value)));
    assert.equal((await secrets.all()).length, 20);
  });
});
