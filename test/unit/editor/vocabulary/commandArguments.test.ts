import assert from 'node:assert/strict';
import type { ClientNode } from '../../../../src/editor/vocabulary/clientsNode.ts';
import { argumentsFor } from '../../../../src/editor/vocabulary/commandArguments.ts';

const client = { kind: 'client' } as ClientNode;

describe('command arguments', () => {
  for (const passed of [[], [undefined], [{ kind: 'other' }], [{ kind: 'toString' }]]) {
    it(`ignore nodes of no known kind: ${JSON.stringify(passed)}`, () => {
      assert.deepEqual(argumentsFor('editClient', passed), [undefined]);
      assert.deepEqual(argumentsFor('insertHere', passed), [undefined]);
      assert.deepEqual(argumentsFor('fixFinding', passed), [undefined]);
      assert.deepEqual(argumentsFor('rotate', passed), [{ node: undefined, selected: [] }]);
    });
  }

  it('are the clicked node and all selected ones', () => {
    const other = { ...client };
    assert.deepEqual(argumentsFor('removeClient', [client, [client, other, { kind: 'file' }]]), [
      { node: client, selected: [client, other] },
    ]);
    assert.deepEqual(argumentsFor('removeClient', [client]), [{ node: client, selected: [] }]);
  });

  it('ignore nodes of another view than the command’s', () => {
    assert.deepEqual(argumentsFor('insertHere', [client]), [undefined]);
    assert.deepEqual(argumentsFor('editClient', [{ kind: 'file' }]), [undefined]);
  });
});
