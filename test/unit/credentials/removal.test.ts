import assert from 'node:assert/strict';
import { type RemovalEffect, removalEffect } from '../../../src/credentials/removal.ts';

const now = new Date('2026-11-23T10:00:00Z');
const reference = { tenantId: 't', clientId: 'c' };
const binding = (secretId: number, file: string) => ({
  kind: 'file' as const,
  folder: '/',
  ...reference,
  secretId,
  file,
  writtenAt: '',
});
const filesOf = ({ bindings }: RemovalEffect) =>
  bindings.map(bound => (bound.kind === 'file' ? bound.file : bound.order.id));
const kept = (secretId: number) => ({
  ...reference,
  secretId,
  resource: '',
  clientName: '',
  description: '',
  keptAt: '',
});
const facts = {
  now,
  secrets: [
    { id: 1, description: 'expired', expiresAt: new Date('2026-11-23T10:00:00Z') },
    { id: 2, description: 'working', expiresAt: new Date('2026-11-23T10:00:01Z') },
    { id: 3, description: 'for ever' },
  ],
  bindings: [binding(2, '/b/.env'), binding(3, '/a/.env'), binding(2, '/b/.env')],
  kept: [kept(1), kept(3)],
  elsewhere: [
    {
      hostId: 'h',
      name: 'WSL',
      bindings: [binding(2, '/c/.env')],
      kept: [],
      operations: [],
      isUnclear: false,
    },
    { hostId: 'i', bindings: [], kept: [], operations: [], isUnclear: true },
  ],
};
const hostsOf = ({ elsewhere }: RemovalEffect) => elsewhere.map(({ hostId }) => hostId);

describe('removalEffect', () => {
  it('names other hosts that hold the secret, or of which not everything is known', () => {
    assert.deepEqual(hostsOf(removalEffect(facts)), ['h', 'i']);
    assert.deepEqual(hostsOf(removalEffect(facts, 2)), ['h', 'i']);
    assert.deepEqual(hostsOf(removalEffect(facts, 3)), ['i']);
  });

  it('determines the effect of deleting a client', () => {
    const effect = removalEffect(facts);
    assert.deepEqual([effect.workingLost, effect.workingLeft], [2, 0]);
    assert.deepEqual(filesOf(effect), ['/b/.env', '/a/.env', '/b/.env']);
    assert.deepEqual(
      effect.kept.map(({ secretId }) => secretId),
      [1, 3],
    );
  });

  for (const [id, lost, left, files] of [
    [1, 0, 2, []],
    [2, 1, 1, ['/b/.env', '/b/.env']],
    [3, 1, 1, ['/a/.env']],
  ] as const) {
    it(`determines the effect of deleting secret ${id}`, () => {
      const effect = removalEffect(facts, id);
      assert.deepEqual([effect.workingLost, effect.workingLeft, filesOf(effect)], [lost, left, files]);
    });
  }

  it('names places of which it is not known which secret they have, and removes no saved value of that kind', () => {
    const [binding] = facts.bindings;
    const [kept] = facts.kept;
    assert.ok(binding && kept);
    const unclear = {
      ...facts,
      bindings: [{ ...binding, secretId: -7 }],
      kept: [{ ...kept, secretId: -7 }],
    };
    const effect = removalEffect(unclear, 2);
    assert.deepEqual([effect.bindings.length, effect.kept.length], [1, 0]);
  });

  it('recognizes the last working secret', () => {
    const effect = removalEffect({ ...facts, secrets: facts.secrets.slice(0, 2) }, 2);
    assert.deepEqual([effect.workingLost, effect.workingLeft], [1, 0]);
  });
});
