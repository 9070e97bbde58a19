import assert from 'node:assert/strict';
import type { Connection } from '../../../../../src/credentials/connections/connection.ts';
import type { Core } from '../../../../../src/editor/core/core.ts';
import type { ConnectionAnswers } from '../../../../../src/editor/features/connections/connectionAnswers.ts';
import { allowsRefreshTokens } from '../../../../../src/editor/features/connections/knownRefreshTokens.ts';
import { ServiceError } from '../../../../../src/service/serviceError.ts';

const TENANT = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const CLIENT = '7ad2b9ef-5386-4ead-ac9f-ad99c5c5b977';
const RESOURCE = 'https://tenant.example';

const reader = (name: string, given: Partial<Connection> = {}): Connection => ({
  name,
  kind: 'service',
  resource: RESOURCE,
  tenantId: TENANT,
  signIn: { method: 'client', clientId: CLIENT },
  ...given,
});

const answers: Partial<ConnectionAnswers> = {
  preset: 'custom',
  resource: RESOURCE,
  tenantId: TENANT.toUpperCase(),
  method: 'browser',
  clientId: CLIENT,
};

describe('whether the client to sign in with allows refresh tokens', () => {
  /** Asks with connections whose services answer by name; one without an answer is signed out. */
  async function ask(
    connections: readonly Connection[],
    services: Readonly<Record<string, () => { readonly allowOfflineAccess?: boolean }>>,
  ) {
    const asked: string[] = [];
    const core = {
      connections: {
        all: () => connections,
        service: async ({ name }: Connection) => ({
          client: async (type: string, id: string) => {
            asked.push(`${name} ${type} ${id}`);
            return { settings: services[name]?.() };
          },
        }),
      },
      signIns: { isSignedIn: async ({ name }: Connection) => name in services },
      log: { warn: () => {} },
    } as unknown as Core;
    return { allows: await allowsRefreshTokens(core, answers), asked };
  }

  for (const allowOfflineAccess of [true, false, undefined]) {
    it(`is what the service says: ${allowOfflineAccess}`, async () => {
      const { allows, asked } = await ask([reader('One')], { One: () => ({ allowOfflineAccess }) });
      assert.equal(allows, allowOfflineAccess);
      assert.deepEqual(asked, [`One authorizationCode ${CLIENT}`]);
    });
  }

  it('is asked of the same address and tenant only, never of the local tenant, and of nobody who is signed out', async () => {
    const others = [
      reader('Elsewhere', { resource: 'https://other.example' }),
      reader('Other tenant', { tenantId: CLIENT }),
      reader('Local', { kind: 'localTenant' }),
    ];
    const yes = () => ({ allowOfflineAccess: true });
    const { allows, asked } = await ask([...others, reader('Signed out')], {
      Elsewhere: yes,
      'Other tenant': yes,
      Local: yes,
    });
    assert.equal(allows, undefined);
    assert.deepEqual(asked, []);
  });

  it('is asked of the next connection where one may not read the client, and else unknown', async () => {
    const refuse = () => {
      throw new ServiceError('forbidden');
    };
    const both = [reader('One'), reader('Two')];
    const { allows } = await ask(both, { One: refuse, Two: () => ({ allowOfflineAccess: true }) });
    assert.equal(allows, true);
    assert.equal((await ask(both, { One: refuse, Two: refuse })).allows, undefined);
  });
});
