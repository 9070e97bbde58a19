import assert from 'node:assert/strict';
import { changedFields, changesOf, conflictsOf, fieldsOfType } from '../../../src/credentials/clientEdit.ts';
import type { Client } from '../../../src/service/model/client.ts';

const client: Client = {
  type: 'authorizationCode',
  id: 'c',
  name: 'App',
  enabled: true,
  accessTokenLifetimeSeconds: 3600,
  roleIds: [],
  settings: { redirectUris: ['https://a/cb'], allowOfflineAccess: false, logoUri: 'https://a/logo' },
};

describe('an edit of a client', () => {
  it('sends only what differs', () => {
    assert.deepEqual(changesOf(client, {}), {});
    assert.deepEqual(
      changesOf(client, {
        name: 'App',
        accessTokenLifetimeSeconds: 60,
        settings: { redirectUris: ['https://a/cb'], allowOfflineAccess: true },
      }),
      { accessTokenLifetimeSeconds: 60, settings: { allowOfflineAccess: true } },
    );
    // The service ignores the order of redirect URIs, but the user chose it.
    assert.deepEqual(changesOf(client, { settings: { redirectUris: ['https://b', 'https://a/cb'] } }), {
      settings: { redirectUris: ['https://b', 'https://a/cb'] },
    });
  });

  it('changes no setting that the type does not have', () => {
    assert.ok(!fieldsOfType('clientCredentials').includes('redirectUris'));
    assert.deepEqual(
      changesOf({ ...client, type: 'clientCredentials' }, { settings: { allowOfflineAccess: true } }),
      {},
    );
  });

  it('conflicts only when both changed the same field to different values', () => {
    const changes = changesOf(client, { name: 'Ours', settings: { allowOfflineAccess: true } });
    assert.deepEqual(changedFields(client.type, changes), ['name', 'allowOfflineAccess']);
    assert.deepEqual(conflictsOf(client, client, changes), []);
    // The change of another field by someone else remains: that field is not sent.
    assert.deepEqual(conflictsOf(client, { ...client, enabled: false }, changes), []);
    assert.deepEqual(conflictsOf(client, { ...client, name: 'Ours' }, changes), []);
    assert.deepEqual(conflictsOf(client, { ...client, name: 'Theirs' }, changes), [
      { field: 'name', before: 'App', theirs: 'Theirs', ours: 'Ours' },
    ]);
  });
});
