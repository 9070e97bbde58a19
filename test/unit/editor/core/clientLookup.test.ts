import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/credentials/connections/connection.ts';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import { ClientLookup } from '../../../../src/editor/core/clientLookup.ts';
import type { IdentityService } from '../../../../src/service/identityService.ts';
import { ServiceError } from '../../../../src/service/serviceError.ts';

const TENANT = '59f299e0-8ce5-47d8-85a0-821c35702870';
const CLIENT = '57c1e6fa-c23a-4c8f-8655-3e2ced753e11';

const connection = (name: string): Connection => ({
  name,
  kind: 'service',
  resource: `https://${name.toLowerCase()}.example`,
  tenantId: TENANT,
  signIn: { method: 'client', clientId: 'c' },
});

/** Answers as the service does when it has no such client. */
const withoutClient = {
  client: () => Promise.reject(new ServiceError('notFound', { status: 404 })),
} as unknown as IdentityService;

/** Looks a client up through connections, of which some are signed out. */
function lookup(names: readonly string[], signedOut: readonly string[]): ClientLookup {
  return new ClientLookup({
    connections: () => names.map(connection),
    service: async ({ name }) => {
      if (signedOut.includes(name)) throw new CredentialsError('signedOut');
      return withoutClient;
    },
    now: () => new Date(),
  });
}

describe('ClientLookup', () => {
  const cases = [
    ['is gone when the only connection has none', ['One'], [], 'gone'],
    ['is gone, although a later connection is signed out', ['One', 'Two'], ['Two'], 'gone'],
    ['is gone, although an earlier connection is signed out', ['One', 'Two'], ['One'], 'gone'],
    ['is unknown while all connections are signed out', ['One', 'Two'], ['One', 'Two'], 'failed'],
    ['is unknown without a connection', [], [], 'noConnection'],
  ] as const;
  for (const [title, names, signedOut, expected] of cases) {
    it(`says that a client ${title}`, async () => {
      assert.equal((await lookup(names, signedOut).facts(TENANT, CLIENT)).kind, expected);
    });
  }

  it('says nothing about a client without a tenant that no connection knows', async () => {
    assert.equal((await lookup(['One'], []).facts(undefined, CLIENT)).kind, 'noConnection');
    assert.equal((await lookup(['One', 'Two'], ['Two']).facts(undefined, CLIENT)).kind, 'failed');
  });
});
