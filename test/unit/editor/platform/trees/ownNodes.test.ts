import assert from 'node:assert/strict';
import { ownNodesOf } from '../../../../../src/editor/platform/trees/ownNodes.ts';
import { ROW_HANDLES, RowHandles } from '../../../../../src/editor/platform/trees/rowHandles.ts';
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
  'a handle that was never given': ['6f1c7f0e-0d3e-4a35-9a53-1f7f0d0a6b11'],
  'a text object with a handle': [Object(ROW_HANDLES.of(row))],
  'a forged node beside a handle': [ROW_HANDLES.of(row), forged],
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

  it('are those of the rows for which the links of their tooltips have a handle', () => {
    assert.deepEqual(ownNodesOf([ROW_HANDLES.of(row)]), [node]);
    assert.deepEqual(ownNodesOf([ROW_HANDLES.of(other)]), [{ kind: 'secret' }]);
  });

  it('are forgotten with their handles, the oldest first', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `handle ${index}`);
    const handles = new RowHandles(() => ids.shift() ?? assert.fail('too many handles'));
    const rows = Array.from({ length: 201 }, (_, index) => makeRow(String(index), {}));
    const [first, second, ...others] = rows;
    assert.ok(first && second);
    const [ofFirst, ofSecond] = [handles.of(first), handles.of(second)];
    assert.equal(handles.of(first), ofFirst, 'a row keeps its handle, which is young again');
    for (const each of others) handles.of(each);
    assert.equal(handles.rowOf(ofFirst), first);
    assert.equal(handles.rowOf(ofSecond), undefined);
    assert.equal(handles.of(second), ofSecond);
    assert.equal(handles.rowOf(ofSecond), second);
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
