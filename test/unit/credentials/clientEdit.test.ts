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
    // the order of redirect URIs means nothing to the service, but it is the user's
    assert.deepEqual(changesOf(client, { settings: { redirectUris: ['https://b', 'https://a/cb'] } }), {
      settings: { redirectUris: ['https://b', 'https://a/cb'] },
    });
  });

  it('touches no setting that the type does not have', () => {
    assert.ok(!fieldsOfType('clientCredentials').includes('redirectUris'));
    assert.deepEqual(
      changesOf({ ...client, type: 'clientCredentials' }, { settings: { allowOfflineAccess: true } }),
      {},
    );
  });

  it('conflicts only where both have changed the same to something else', () => {
    const changes = changesOf(client, { name: 'Ours', settings: { allowOfflineAccess: true } });
    assert.deepEqual(changedFields(client.type, changes), ['name', 'allowOfflineAccess']);
    assert.deepEqual(conflictsOf(client, client, changes), []);
    // somebody else's change of another field stays: it is not sent
    assert.deepEqual(conflictsOf(client, { ...client, enabled: false }, changes), []);
    assert.deepEqual(conflictsOf(client, { ...client, name: 'Ours' }, changes), []);
    assert.deepEqual(conflictsOf(client, { ...client, name: 'Theirs' }, changes), [
      { field: 'name', before: 'App', theirs: 'Theirs', ours: 'Ours' },
    ]);
  });
});
