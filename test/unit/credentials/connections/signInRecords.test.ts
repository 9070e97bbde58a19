import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { inspect } from 'node:util';
import { type Connection, signInKey } from '../../../../src/credentials/connections/connection.ts';
import type { SignInRecord, UserSignInRecord } from '../../../../src/credentials/connections/signInRecord.ts';
import { SignInRecords } from '../../../../src/credentials/connections/signInRecords.ts';
import { SignOuts } from '../../../../src/credentials/connections/signOuts.ts';
import { redact } from '../../../../src/secret/redaction.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { MemorySecretStore } from '../../../support/credentials/memorySecretStore.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const GUID = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const CONNECTION: Connection = {
  name: 'Production',
  kind: 'service',
  resource: 'https://tenant.example',
  tenantId: GUID,
  signIn: { method: 'client', clientId: GUID },
};

describe('sign-ins in secret storage', () => {
  const folder = temporaryFolder();
  /** A window with secret storage; a window of VS Code for the web has a copy of its own. */
  const openWindow = (secrets = new MemorySecretStore()) => {
    const signOuts = new SignOuts(path.join(folder.path, 'signOuts'), randomUUID);
    return { secrets, signOuts, records: new SignInRecords({ secrets, signOuts }) };
  };

  const client = (id = 'one'): SignInRecord => ({
    kind: 'client',
    id,
    account: 'Me',
    clientSecret: new SecretText('canary-1'),
  });
  const user = (refreshToken?: string): SignInRecord => {
    const record = {
      kind: 'user',
      id: 'two',
      account: 'Ada',
      expiresAtMs: 5,
      lifetimeSeconds: 60,
      ended: false,
      accessToken: new SecretText('canary-2'),
    } as const;
    return refreshToken === undefined ? record : { ...record, refreshToken: new SecretText(refreshToken) };
  };

  for (const record of [client(), user(), user('canary-3')]) {
    it(`are read as they were saved: ${inspect(record, { breakLength: 200 })}`, async () => {
      const { records } = openWindow();
      await records.put(CONNECTION, record);
      assert.deepEqual(await records.get(CONNECTION), record);
    });
  }

  it('are redacted as soon as they are read', async () => {
    const { records, secrets } = openWindow();
    const [accessToken, refreshToken] = ['opaque-access', 'opaque-refresh'];
    const { id, account, expiresAtMs, lifetimeSeconds } = user() as UserSignInRecord;
    const text = JSON.stringify({
      ...{ kind: 'user', id, account, expiresAtMs, lifetimeSeconds, ended: false },
      ...{ accessToken, refreshToken },
    });
    secrets.values.set(signInKey(CONNECTION), text);
    assert.match(redact(text.replaceAll('oken', '')), /opaque-access.*opaque-refresh/);
    await records.get(CONNECTION);
    assert.equal(redact(`${accessToken} ${refreshToken}`), '[secret] [secret]');
  });

  for (const text of ['', '{', '{}', '"x"', '{"kind":"client","id":"1","account":"a","clientSecret":""}']) {
    it(`are missing when secret storage has ${text || 'nothing'}`, async () => {
      const { records, secrets } = openWindow();
      secrets.values.set(signInKey(CONNECTION), text);
      assert.equal(await records.get(CONNECTION), undefined);
    });
  }

  it('are separate by address, tenant, method and client', async () => {
    const { records } = openWindow();
    await records.put(CONNECTION, client());
    const others: readonly Connection[] = [
      { ...CONNECTION, resource: 'https://other.example' },
      { ...CONNECTION, tenantId: GUID.replace('2', '3') },
      { ...CONNECTION, signIn: { method: 'device', clientId: GUID } },
      { ...CONNECTION, signIn: { method: 'client', clientId: GUID.replace('2', '3') } },
    ];
    for (const other of others) assert.equal(await records.get(other), undefined);
    assert.ok(await records.get({ ...CONNECTION, name: 'Renamed' }));
  });

  it('end in a window with a copy of secret storage, as soon as they end in another', async () => {
    const copy = new MemorySecretStore();
    const [one, other] = [openWindow(), openWindow(copy)];
    for (const { records } of [one, other]) await records.put(CONNECTION, client());
    const told = new Promise<void>(resolve => {
      const stop = other.signOuts.watch(() => {
        stop();
        resolve();
      });
    });
    await one.records.delete(CONNECTION);
    await told;
    assert.ok(copy.values.has(signInKey(CONNECTION)), 'the copy still has it');
    assert.equal(await other.records.get(CONNECTION), undefined);
    await other.records.put(CONNECTION, client('another sign-in'));
    assert.ok(await other.records.get(CONNECTION));
  });
});
