import assert from 'node:assert/strict';
import { type Connection, readConnection } from '../../../../src/credentials/connections/connection.ts';
import { withGrantedOfflineAccess } from '../../../../src/credentials/connections/grantedOfflineAccess.ts';
import type { SignInRecord } from '../../../../src/credentials/connections/signInRecord.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';

const GUID = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';

describe('withGrantedOfflineAccess', () => {
  const connection = (signIn: object): Connection => {
    const read = readConnection({ name: 'x', tenantId: GUID, signIn: { clientId: GUID, ...signIn } });
    assert.ok(read);
    return read;
  };
  const record = (refreshToken?: SecretText): SignInRecord => ({
    kind: 'user',
    id: 'i',
    account: 'a',
    accessToken: new SecretText('t'),
    expiresAtMs: 1,
    lifetimeSeconds: 1,
    refreshToken,
    ended: false,
  });
  const staying = connection({ method: 'browser', offlineAccess: true });

  it('requests no refresh token again when none was granted', () => {
    assert.deepEqual(
      withGrantedOfflineAccess(staying, record()),
      connection({ method: 'browser', offlineAccess: false }),
    );
  });

  it('changes nothing when one was granted, or when nobody has signed in', () => {
    assert.equal(withGrantedOfflineAccess(staying, record(new SecretText('r'))), staying);
    assert.equal(withGrantedOfflineAccess(staying, undefined), staying);
  });

  it('changes no connection that requests none', () => {
    for (const signIn of [{ method: 'browser' }, { method: 'device' }, { method: 'client' }]) {
      const other = connection(signIn);
      assert.equal(withGrantedOfflineAccess(other, record()), other);
    }
  });
});
