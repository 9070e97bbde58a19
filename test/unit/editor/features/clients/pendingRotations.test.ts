import assert from 'node:assert/strict';
import type { Operation } from '../../../../../src/credentials/operations/operation.ts';
import { PendingRotations } from '../../../../../src/editor/features/clients/pendingRotations.ts';
import type { ClientNode, SecretNode } from '../../../../../src/editor/vocabulary/clientsNode.ts';

const rotation = (given: Partial<Operation> = {}) =>
  ({
    id: 'r',
    kind: 'rotate',
    step: 'waiting',
    tenantId: 'T',
    client: { type: 'clientCredentials', id: 'c', name: 'Pump' },
    oldSecretId: 3,
    ...given,
  }) as Operation;

const clientNode = (id: string, tenantId = 't') =>
  ({ kind: 'client', connection: { tenantId }, client: { id } }) as ClientNode;
const secretNode = (secretId: number, id = 'c') =>
  ({ ...clientNode(id), kind: 'secret', secret: { id: secretId, description: '' } }) as unknown as SecretNode;

async function read(open: readonly Operation[] | Error) {
  let times = 0;
  const rotations = new PendingRotations(
    { unattended: () => (open instanceof Error ? Promise.reject(open) : Promise.resolve(open)) },
    () => {
      times += 1;
    },
  );
  await rotations.read();
  assert.equal(times, 1);
  return rotations;
}

describe('pending rotations', () => {
  it('belong to the old secret and its client, whatever the case of the ids', async () => {
    const rotations = await read([rotation()]);
    assert.equal(rotations.of(secretNode(3))?.id, 'r');
    assert.equal(rotations.of(clientNode('C', 'T'))?.id, 'r');
    for (const other of [secretNode(4), secretNode(3, 'd'), clientNode('d'), clientNode('c', 'u')])
      assert.equal(rotations.of(other), undefined);
  });

  it('are not the creations of clients and secrets, nor rotations without an old secret', async () => {
    const others = [rotation({ kind: 'addSecret' }), rotation({ kind: 'createClient' })];
    const rotations = await read([...others, rotation({ oldSecretId: undefined })]);
    assert.deepEqual(rotations.all, []);
  });

  it('are none while the journal cannot be read: the tree is shown all the same', async () => {
    assert.deepEqual((await read(new Error('unreadable'))).all, []);
  });
});
