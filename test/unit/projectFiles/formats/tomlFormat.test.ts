import assert from 'node:assert/strict';
import { tomlFormat } from '../../../../src/projectFiles/formats/toml/tomlFormat.ts';
import { entriesIn, type FormatCase, handlesCases } from './formatCases.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';
import { tomlDocument, tomlKeyPath } from './tomlDocument.ts';

const DOTTED: readonly FormatCase[] = [
  ['a dotted key', 'client.id = "x"\n', { 'client/secret': 's' }, 'client.id = "x"\nclient.secret = "s"\n'],
  [
    'a dotted key between others',
    'client.id = "x" # id\nport = 1\n\n[a]\nb = 1\n',
    { 'client/secret': 's' },
    'client.id = "x" # id\nclient.secret = "s"\nport = 1\n\n[a]\nb = 1\n',
  ],
  [
    'a dotted key in a table',
    '[app]\nclient.id = "x"\n[other]\n',
    { 'app/client/secret': 's' },
    '[app]\nclient.id = "x"\nclient.secret = "s"\n[other]\n',
  ],
  [
    'a deeper key below a dotted one',
    'a.id = "x"\n',
    { 'a/b/c': 's', 'a/b/d': 't' },
    'a.id = "x"\na.b.c = "s"\na.b.d = "t"\n',
  ],
  [
    'a table below a dotted key that has a heading',
    '[fruit]\napple.color = "red"\n[fruit.apple.texture]\nsmooth = true\n',
    { 'fruit/apple/texture/id': 'x', 'fruit/apple/id': 'y' },
    '[fruit]\napple.color = "red"\napple.id = "y"\n[fruit.apple.texture]\nsmooth = true\nid = "x"\n',
  ],
  [
    'quoted keys with dots',
    '"my.app".id = "x"\n',
    { 'my.app/client secret': 's' },
    '"my.app".id = "x"\n"my.app"."client secret" = "s"\n',
  ],
  [
    'the layout of a dotted key',
    '  client . id="x"\r\n',
    { 'client/secret': 's' },
    '  client . id="x"\r\n  client.secret="s"\r\n',
  ],
  [
    'a text without a last line end',
    'client.id = "x"',
    { 'client/secret': 's' },
    'client.id = "x"\nclient.secret = "s"',
  ],
];

const TABLES: readonly FormatCase[] = [
  [
    'a table after its own table',
    '[a.b]\nx = 1\n[a]\ny = 1\n',
    { 'a/id': 'i' },
    '[a.b]\nx = 1\n[a]\ny = 1\nid = "i"\n',
  ],
  [
    'a table that only the table in it mentions',
    '[a.b]\nx = 1\n',
    { 'a/id': 'i', 'a/secret': 's' },
    '[a.b]\nx = 1\n\n[a]\nid = "i"\nsecret = "s"\n',
  ],
  [
    'a quoted heading',
    '["my app"]\nid = "x"\n',
    { 'my app/secret': 's' },
    '["my app"]\nid = "x"\nsecret = "s"\n',
  ],
  ['an indented table', '[a]\n  id = "x"\n', { 'a/secret': 's' }, '[a]\n  id = "x"\n  secret = "s"\n'],
  ['two new tables', '', { 'a/id': 'x', 'b/id': 'y' }, '[a]\nid = "x"\n\n[b]\nid = "y"\n'],
  [
    'a new key of the root and a new table',
    'x = 1',
    { y: '2', 'a/id': '3' },
    'x = 1\ny = "2"\n\n[a]\nid = "3"',
  ],
  ['a key that is set twice', 'a.b = "1"\n', { 'a/b': '2' }, 'a.b = "2"\n'],
  ['a number in place of a text', 'id = 1\n', { id: 'x' }, 'id = "x"\n'],
];

const INLINE: readonly FormatCase[] = [
  [
    'an inline table',
    'a = { id = "x" } # why\n',
    { 'a/secret': 's' },
    'a = { id = "x", secret = "s" } # why\n',
  ],
  [
    'a tight inline table',
    'a={id="x"}\n',
    { 'a/secret': 's', 'a/t': 't' },
    'a={id="x", secret="s", t="t"}\n',
  ],
  [
    'an empty inline table',
    'a = {}\nb = {  }\n',
    { 'a/id': 'x', 'b/id': 'y' },
    'a = { id = "x" }\nb = { id = "y" }\n',
  ],
  [
    'an inline table in another one',
    'a = { b = { c = 1 } }\n',
    { 'a/b/id': 'x' },
    'a = { b = { c = 1, id = "x" } }\n',
  ],
  [
    'a dotted key in an inline table',
    'a = { b.c = 1 }\n',
    { 'a/b/id': 'x' },
    'a = { b.c = 1, b.id = "x" }\n',
  ],
  ['a deeper key in an inline table', 'a = { c = 1 }\n', { 'a/b/id': 'x' }, 'a = { c = 1, b.id = "x" }\n'],
  [
    'a value and a new key of an inline table',
    'a = { id = "x" }\n',
    { 'a/id': 'y', 'a/secret': 's' },
    'a = { id = "y", secret = "s" }\n',
  ],
];

const ARRAYS: readonly FormatCase[] = [
  [
    'a value in an array of tables',
    '[[e]]\nid = "1"\n\n[[e]]\nid = "2"\n',
    { 'e/1/id': '9' },
    '[[e]]\nid = "1"\n\n[[e]]\nid = "9"\n',
  ],
  [
    'a new key in an array of tables',
    '[[e]]\nid = "1"\n\n[[e]]\nid = "2"\n',
    { 'e/0/secret': 's' },
    '[[e]]\nid = "1"\nsecret = "s"\n\n[[e]]\nid = "2"\n',
  ],
  [
    'a table in an element',
    '[[e]]\nid = "1"\n[e.auth]\nkey = "k"\n[[e]]\nid = "2"\n',
    { 'e/0/auth/secret': 's', 'e/1/auth/secret': 't' },
    '[[e]]\nid = "1"\n[e.auth]\nkey = "k"\nsecret = "s"\n[[e]]\nid = "2"\nauth.secret = "t"\n',
  ],
  [
    'a table of an element that only the table in it mentions',
    '[[e]]\n[e.a.b]\nx = 1\n[[e]]\n',
    { 'e/0/a/id': 'i' },
    '[[e]]\na.id = "i"\n[e.a.b]\nx = 1\n[[e]]\n',
  ],
  [
    'an array in an element',
    '[[e]]\n[[e.f]]\nid = "1"\n[[e.f]]\nid = "2"\n',
    { 'e/0/f/1/secret': 's' },
    '[[e]]\n[[e.f]]\nid = "1"\n[[e.f]]\nid = "2"\nsecret = "s"\n',
  ],
  [
    'inline tables in an array',
    'e = [\n  { id = "1" },\n  { id = "2" },\n]\n',
    { 'e/1/id': '9', 'e/0/secret': 's' },
    'e = [\n  { id = "1", secret = "s" },\n  { id = "9" },\n]\n',
  ],
  ['a text in an array', 'e = ["a", "b"]\n', { 'e/1': 'c' }, 'e = ["a", "c"]\n'],
];

const REFUSED: readonly FormatCase[] = [
  ['a table with the name of a key', '[a.b]\nc = 1\n', { 'a/b': 'x' }, 'notAnObject a.b'],
  ['a value on the way', 'a = 1\n[b]\n', { 'a/b/c': 'x' }, 'notAnObject a'],
  ['a value on the way below a table', '[t]\na.b = 1\n', { 't/a/b/c': 'x' }, 'notAnObject t.a.b'],
  ['an element that is missing', '[[e]]\nid = "1"\n', { 'e/1/id': 'x' }, 'notAnObject e'],
  ['a key of an array itself', '[[e]]\nid = "1"\n', { 'e/id': 'x' }, 'notAnObject e'],
  ['an array in place of a text', 'e = []\n', { e: 'x' }, 'notAnObject e'],
  ['new keys in the way of each other', '', { a: '1', 'a/b': '2' }, 'notAnObject a.b'],
  [
    'a table that is defined twice',
    '[a]\nx = 1\n[a]\ny = 2\n',
    { 'a/x': 'x' },
    'notParsable line 3, column 2',
  ],
  ['a key that is defined twice', 'x = 1\n[a]\ny = 1\ny = 2\n', { x: 'x' }, 'notParsable line 4, column 1'],
];

describe('the toml format with tables of every kind', () => {
  handlesCases(tomlFormat, [...DOTTED, ...TABLES, ...INLINE, ...ARRAYS, ...REFUSED]);

  it('reads the elements of arrays by their indexes', () => {
    const text = 'n = ["a"]\n[[e]]\nid = "1"\n[e.auth]\nkey = "k"\n[[e]]\nlist = [{ id = "2" }]\n';
    assert.deepEqual(entriesIn(tomlFormat, text), [
      'n/0 = a',
      'e/0/id = 1',
      'e/0/auth/key = k',
      'e/1/list/0/id = 2',
    ]);
  });

  it('gives a key that is set twice its last value', () => {
    const twice = ['1', '2'].map(each => ({ keyPath: ['a', 'b'], value: each }));
    for (const [text, edit] of [
      ['a.b = "x"\n', { offset: 6, length: 3, text: '"2"' }],
      ['[a]\n', { offset: 4, length: 0, text: 'b = "2"\n' }],
    ] as const)
      assert.deepEqual(tomlFormat.set(text, twice), { ok: true, edits: [edit] });
  });

  holdsForDocuments({ format: tomlFormat, document: tomlDocument, keyPath: tomlKeyPath });
  positionsHold({ format: tomlFormat, document: tomlDocument });
});
