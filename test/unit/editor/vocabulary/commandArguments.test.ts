import assert from 'node:assert/strict';
import type { ClientNode } from '../../../../src/editor/vocabulary/clientsNode.ts';
import { COMMAND_ARGUMENTS, runWithArguments } from '../../../../src/editor/vocabulary/commandArguments.ts';

const client = { kind: 'client' } as ClientNode;
const kept = {
  tenantId: 't',
  clientId: 'c',
  secretId: 1,
  resource: 'https://service',
  clientName: 'Rig',
  description: '',
  keptAt: '2026-11-01T00:00:00Z',
};

describe('command arguments', () => {
  for (const passed of [[], [undefined], [null], ['client'], [{ kind: 'other' }], [{ kind: 'toString' }]]) {
    it(`ignore values other than nodes: ${JSON.stringify(passed)}`, () => {
      assert.deepEqual(COMMAND_ARGUMENTS.editClient(passed), [undefined]);
      assert.deepEqual(COMMAND_ARGUMENTS.insertHere(passed), [undefined]);
      assert.deepEqual(COMMAND_ARGUMENTS.fixFinding(passed), [undefined]);
      assert.deepEqual(COMMAND_ARGUMENTS.rotate(passed), [{ node: undefined, selected: [] }]);
    });
  }

  it('are the clicked node and all selected ones', () => {
    const other = { ...client };
    assert.deepEqual(COMMAND_ARGUMENTS.removeClient([client, [client, other, { kind: 'file' }]]), [
      { node: client, selected: [client, other] },
    ]);
    assert.deepEqual(COMMAND_ARGUMENTS.removeClient([client, 'all']), [{ node: client, selected: [] }]);
  });

  it('can be a saved secret, passed by a notice', () => {
    assert.deepEqual(COMMAND_ARGUMENTS.rotate([kept]), [kept]);
    assert.deepEqual(COMMAND_ARGUMENTS.rotate([client]), [{ node: client, selected: [] }]);
  });

  it('ignore nodes of another view than the command’s', () => {
    assert.deepEqual(COMMAND_ARGUMENTS.insertHere([client]), [undefined]);
    assert.deepEqual(COMMAND_ARGUMENTS.editClient([{ kind: 'file' }]), [undefined]);
  });

  it('are passed to the command in the table', async () => {
    const run: unknown[] = [];
    await runWithArguments({ editClient: node => run.push(node) }, 'editClient', [client, [client]]);
    assert.deepEqual(run, [client]);
    await assert.rejects(runWithArguments({}, 'editClient', []), /editClient/);
  });
});
