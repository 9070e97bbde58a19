import assert from 'node:assert/strict';
import { watchedSecrets } from '../../../../src/credentials/expiry/watchedSecrets.ts';
import type { Operation } from '../../../../src/credentials/operations/operation.ts';

const tenantId = '11111111-1111-1111-1111-111111111111';
const clientId = '22222222-2222-2222-2222-222222222222';
const now = new Date('2028-02-29T12:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number, from = now) => new Date(from.getTime() + days * DAY_MS);

describe('the watched secrets', () => {
  const kept = {
    tenantId,
    clientId,
    secretId: 1,
    resource: 'https://service',
    clientName: 'Pump',
    description: 'first',
    keptAt: now.toISOString(),
    expiresAt: inDays(3).toISOString(),
  };
  const binding = {
    kind: 'file' as const,
    tenantId,
    clientId,
    secretId: 2,
    file: '/p/.env',
    folder: '/p',
    writtenAt: now.toISOString(),
  };
  const watch = (facts: Parameters<typeof watchedSecrets>[0]['facts'], journal: readonly Operation[] = []) =>
    watchedSecrets({ kept: [kept], bindings: [binding], journal, facts, now });

  it('expire when the service says so', async () => {
    const secrets = [{ id: 1, expiresAt: inDays(300) }, { id: 2 }];
    const found = await watch(async () => ({ kind: 'client', name: 'Pump 2', enabled: true, secrets }));
    assert.deepEqual(
      found.map(({ clientName, secretId, expiresAt }) => [clientName, secretId, expiresAt]),
      [
        ['Pump 2', 1, inDays(300)],
        ['Pump 2', 2, undefined],
      ],
    );
  });

  it('expire at the earliest with the first of the client when it is not known which secret one is', async () => {
    const secrets = [
      { id: 1, expiresAt: inDays(-1) },
      { id: 2, expiresAt: inDays(20) },
      { id: 3, expiresAt: inDays(9) },
    ];
    const found = await watchedSecrets({
      kept: [{ ...kept, secretId: -7 }],
      bindings: [],
      journal: [],
      facts: async () => ({ kind: 'client', name: 'Pump', enabled: true, secrets }),
      now,
    });
    assert.deepEqual(
      found.map(({ secretId, expiresAt }) => [secretId, expiresAt]),
      [[-7, inDays(9)]],
    );
  });

  it('expire according to the record when no one can be asked', async () => {
    const found = await watch(async () => ({ kind: 'noConnection' }));
    assert.deepEqual(
      found.map(({ clientName, expiresAt }) => [clientName, expiresAt]),
      [
        ['Pump', inDays(3)],
        [clientId, undefined],
      ],
    );
  });

  it('include those whose rotation was interrupted, but not those that are about to be deleted', async () => {
    const rotation: Omit<Operation, 'step'> = {
      id: 'x',
      kind: 'rotate',
      startedAt: now.toISOString(),
      resource: 'https://service',
      tenantId,
      client: { type: 'clientCredentials', id: clientId, name: 'Pump' },
      description: '',
      known: [1],
      places: [],
      afterwards: { kind: 'keep' },
      oldSecretId: 1,
    };
    for (const step of ['asking', 'kept', 'written', 'waiting', 'deleting', 'undoing'] as const) {
      const found = await watch(async () => ({ kind: 'noConnection' }), [{ ...rotation, step }]);
      const isLeaving = step === 'waiting' || step === 'deleting';
      assert.equal(found.length, isLeaving ? 1 : 2, step);
    }
  });

  it('do not include deleted secrets', async () => {
    assert.deepEqual(await watch(async () => ({ kind: 'gone' })), []);
    assert.deepEqual(
      await watch(async () => ({ kind: 'client', name: 'Pump', enabled: true, secrets: [] })),
      [],
    );
  });
});
