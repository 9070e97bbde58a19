import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { newlyLost } from '../../../../src/credentials/expiry/lostSecrets.ts';
import { decodeNoticeMark } from '../../../../src/credentials/expiry/noticeMark.ts';
import {
  decodeKeptSecret,
  KeptSecrets,
  keptSecretKey,
} from '../../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { MemorySecretStore } from '../../../support/credentials/memorySecretStore.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const kept = {
  tenantId: 't',
  clientId: 'c',
  secretId: 1,
  resource: 'https://service',
  clientName: 'Pump',
  description: 'first',
  keptAt: '2027-01-01T00:00:00Z',
};

describe('secrets that secret storage has lost', () => {
  const folder = temporaryFolder();

  it('are reported once, and again when they come back and get lost again', async () => {
    const store = new MemorySecretStore();
    const marks = new RecordFolder(path.join(folder.path, 'marks'), decodeNoticeMark, randomUUID);
    const records = new RecordFolder(path.join(folder.path, 'kept'), decodeKeptSecret, randomUUID);
    const keptSecrets = new KeptSecrets(store, records);
    const look = async () => {
      const lost = await newlyLost({ keptSecrets, marks, now: () => new Date() });
      return lost.map(({ secretId }) => secretId);
    };
    await keptSecrets.keep(kept, new SecretText('one'));
    await keptSecrets.keep({ ...kept, secretId: 2 }, new SecretText('two'));
    assert.deepEqual(await look(), []);
    await store.delete(keptSecretKey(kept));
    assert.deepEqual(await look(), [1]);
    assert.deepEqual(await look(), []);
    await store.store(keptSecretKey(kept), 'one');
    assert.deepEqual(await look(), []);
    await store.delete(keptSecretKey(kept));
    assert.deepEqual(await look(), [1], 'it is lost again');
  });
});
