import assert from 'node:assert/strict';
import { type Connection, readConnection } from '../../../../../src/credentials/connections/connection.ts';
import {
  creationInWords,
  planSignInClient,
  unusedInWords,
} from '../../../../../src/editor/features/connections/signInClient.ts';
import { createClientRequest } from '../../../../../src/service/endpoints.ts';

const TENANT = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const OLD = '7ad2b9ef-5386-4ead-ac9f-ad99c5c5b977';
const NEW = 'f1439595-e5a2-487f-8a4f-0627fefe75df';
const REDIRECT = 'http://127.0.0.1:50505/back';

const before: Connection = {
  name: 'Production',
  kind: 'service',
  resource: 'https://tenant.example',
  tenantId: TENANT,
  signIn: { method: 'client', clientId: OLD },
};
const answers = { name: 'VS Code sign-in (desk)', redirectUri: REDIRECT };
const plan = planSignInClient(before, answers, NEW, ['Production']);

describe('a client that this extension creates to sign in with', () => {
  it('has the redirect URI of the sign-in, allows refresh tokens, and leaves the rest to the service', () => {
    const { body } = createClientRequest('authorizationCode', plan.draft);
    assert.deepEqual(JSON.parse(JSON.stringify(body)), {
      Id: NEW,
      Name: 'VS Code sign-in (desk)',
      Enabled: true,
      AccessTokenLifetime: 3600,
      RedirectUris: [REDIRECT],
      AllowOfflineAccess: true,
    });
  });

  it('gets a connection of its own at the same address, which can be saved', () => {
    assert.deepEqual(readConnection(plan.connection), plan.connection);
    assert.equal(plan.connection.name, 'Production (browser)');
    assert.equal(plan.connection.resource, before.resource);
    assert.equal(plan.connection.signIn.offlineAccess, true);
    const taken = ['Production', 'Production (browser)', 'Production (browser) 2'];
    assert.equal(planSignInClient(before, answers, NEW, taken).connection.name, 'Production (browser) 3');
  });

  it('is described exactly before it is created, with what happens to the secret', () => {
    const words = creationInWords(before, plan);
    for (const part of [before.resource, TENANT, NEW, REDIRECT, '8 hours', 'none of its own', OLD]) {
      assert.ok(words.includes(part), part);
    }
    assert.match(words, /with the secret of .* is deleted here/);
    const byBrowser: Connection = { ...before, signIn: { ...plan.connection.signIn, clientId: OLD } };
    assert.doesNotMatch(creationInWords(byBrowser, plan), /secret of/);
  });

  it('is named with its id and its connection as long as nobody has signed in with it', () => {
    const words = unusedInWords(before, plan, 'The sign-in was cancelled.');
    for (const part of [
      'The sign-in was cancelled.',
      NEW,
      '“Production” is unchanged',
      'Production (browser)',
    ]) {
      assert.ok(words.includes(part), part);
    }
  });
});
