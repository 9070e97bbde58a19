import assert from 'node:assert/strict';
import { isLostRow } from '../../../../../src/editor/platform/trees/lostRow.ts';

describe('isLostRow', () => {
  it('recognizes the arguments of a row without a node', () => {
    const node = { kind: 'client' };
    for (const args of [
      [undefined, undefined],
      [null, [node]],
      [node, [node, undefined]],
      [undefined, [undefined]],
    ]) {
      assert.equal(isLostRow('rotate', args), true, JSON.stringify(args));
    }
    assert.equal(isLostRow('addClient', [undefined, undefined]), false, 'it needs none');
    for (const args of [[], [undefined], [node], [node, undefined], [node, [node, node]]]) {
      assert.equal(isLostRow('rotate', args), false, JSON.stringify(args));
    }
  });
});
