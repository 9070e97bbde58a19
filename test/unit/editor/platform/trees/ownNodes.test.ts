import assert from 'node:assert/strict';
import { ownNodesOf } from '../../../../../src/editor/platform/trees/ownNodes.ts';
import { makeRow, stateOf } from '../../../../../src/editor/platform/trees/treeRow.ts';

/** Throws when anything is read from it. */
const TRAP: ProxyHandler<object> = {
  get: () => assert.fail('code of someone else has run'),
  getPrototypeOf: () => assert.fail('code of someone else has run'),
  ownKeys: () => assert.fail('code of someone else has run'),
};

const node = { kind: 'client', connection: { resource: 'https://ours' } };
const row = makeRow('row', node);
const other = makeRow('other', { kind: 'secret' });
const forged = { kind: 'client', connection: { resource: 'https://evil.example' } };
const revoked = Proxy.revocable([], {});
revoked.revoke();

/** Arguments that someone else makes, also from a row of ours. */
const FOREIGN: Readonly<Record<string, readonly unknown[]>> = {
  'a node of ours': [node],
  'a forged node': [forged],
  'a copy of a row': [structuredClone(row)],
  'a copy by JSON': [JSON.parse(JSON.stringify(row))],
  'a copy with the same prototype': [Object.create(Object.getPrototypeOf(row))],
  'an heir of a row': [Object.create(row)],
  'a proxy of a row': [new Proxy(row, {})],
  'a proxy that throws': [new Proxy({}, TRAP)],
  'a revoked proxy': [revoked.proxy],
  'an object with a getter that throws': [
    {
      get kind() {
        return assert.fail('code of someone else has run');
      },
    },
  ],
  'an id': ['row'],
  'an empty text': [''],
  'a number': [0],
  'a boolean': [false],
  'a symbol': [Symbol('row')],
  'a function': [() => row],
  'a forged node beside a row': [row, forged],
  'a forged node among the selected': [row, [row, forged]],
  'a list in a list': [row, [[row]]],
  'a proxy of a list': [row, new Proxy([row], {})],
  'a list whose entry is a getter': [row, Object.defineProperty([], 0, { get: () => row, enumerable: true })],
  'a list that says what it is': [row, Object.assign([row], { map: () => [forged] })],
  'a list without an end': [row, new Array(2 ** 32 - 1)],
};

describe('the nodes that a command was run on', () => {
  it('are those of the rows that our trees have made', () => {
    assert.deepEqual(ownNodesOf([]), []);
    assert.deepEqual(ownNodesOf([row]), [node]);
    assert.equal(ownNodesOf([row])[0], node);
    assert.deepEqual(ownNodesOf([row, [row, other]]), [node, [node, { kind: 'secret' }]]);
  });

  it('are undefined where the editor has lost a row', () => {
    assert.deepEqual(ownNodesOf([undefined, null]), [undefined, undefined]);
    assert.deepEqual(ownNodesOf([row, [row, null]]), [node, [node, undefined]]);
  });

  for (const [title, args] of Object.entries(FOREIGN)) {
    it(`are none with ${title}`, () => assert.deepEqual(ownNodesOf(args), []));
  }

  it('cannot be changed through the row', () => {
    assert.deepEqual(Reflect.ownKeys(row), []);
    assert.throws(() => Object.assign(row, { node: forged }), TypeError);
    assert.equal(stateOf(row).node, node);
  });
});
