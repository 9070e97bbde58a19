import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileFormat } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { iniFormat } from '../../../../src/projectFiles/formats/ini/iniFormat.ts';
import { propertiesFormat } from '../../../../src/projectFiles/formats/properties/propertiesFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { tomlFormat } from '../../../../src/projectFiles/formats/toml/tomlFormat.ts';
import { yamlFormat } from '../../../../src/projectFiles/formats/yaml/yamlFormat.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';

type Case = readonly [title: string, before: string, values: Record<string, string>, after: string];

/** In these cases, `/` separates the parts of a key's path. */
function set(format: FileFormat, text: string, values: Readonly<Record<string, string>>) {
  const assignments = Object.entries(values).map(([key, value]) => ({ keyPath: key.split('/'), value }));
  const edited = format.set(text, assignments);
  return edited.ok ? applyEdits(text, edited.edits) : edited.fault.code;
}

const INI: readonly Case[] = [
  ['an empty file', '', { 'Connect/ClientId': 'x' }, '[Connect]\nClientId = x\n'],
  ['a section', '[A]\nId = 1\n\n[B]\nId=2\n', { 'B/Id': '9' }, '[A]\nId = 1\n\n[B]\nId=9\n'],
  ['a new key in a section', '[A]\nx=1\n\n[B]\ny = 2\n', { 'A/Id': '9' }, '[A]\nx=1\nId=9\n\n[B]\ny = 2\n'],
  ['a new section', '[A]\nx=1', { 'B/Id': '9' }, '[A]\nx=1\n\n[B]\nId=9'],
  ['a reference of configparser', '[A]\nx=%(y)s\ny=1\n', { 'A/y': '9' }, '[A]\nx=%(y)s\ny=9\n'],
  ['a sign of configparser', '[A]\nx=1\n', { 'A/x': '50%' }, 'valueNotCarried'],
  ['a dollar', '[A]\nx=1\n', { 'A/x': 'a$b' }, '[A]\nx=a$b\n'],
  ['a reference of PHP', '[A]\nx=1\n', { 'A/x': 'a$'.concat('{b}') }, 'valueNotCarried'],
  ['a dollar beside references', '[A]\nx=1\ny=$'.concat('{x}\n'), { 'A/x': 'a$b' }, 'valueNotCarried'],
  ['no section', 'Id: 1\r\n', { Id: '9', Key: 'k' }, 'Id: 9\r\nKey: k\r\n'],
  [
    'comments',
    '; Id = 0\n[A]\n# Id = 0\nId = 1 ; why\n',
    { 'A/Id': '9' },
    '; Id = 0\n[A]\n# Id = 0\nId = 9 ; why\n',
  ],
  ['quotes that stay', '[A]\nId = "1"\n', { 'A/Id': '9' }, '[A]\nId = "9"\n'],
  ['a value of several lines', '[A]\nId = 1\n   2\nx=3\n', { 'A/Id': '9' }, '[A]\nId = 9\nx=3\n'],
  ['a key without value', '[A]\nId =\nx=1\n', { 'A/Id': '9' }, '[A]\nId =9\nx=1\n'],
  ['a value that Python reads differently', '[A]\nId=1\n', { 'A/Id': '50%' }, 'valueNotCarried'],
];

const VARIABLE = '$'.concat('{ADH_CLIENT_SECRET}');

const PROPERTIES: readonly Case[] = [
  ['an empty file', '', { 'connect.id': 'x' }, 'connect.id=x\n'],
  ['its style', 'a.x : 1\nb=2\n', { 'a.y': '3' }, 'a.x : 1\na.y : 3\nb=2\n'],
  ['escapes', 'a=1\n', { a: ' ü\\\n#' }, 'a=\\ \\u00FC\\\\\\n#\n'],
  ['a value of several lines', 'a=1,\\\n   2\nb=3\n', { a: '9' }, 'a=9\nb=3\n'],
  ['comments', '# a=0\n! a=0\na 1\n', { a: '9' }, '# a=0\n! a=0\na 9\n'],
  ['a key without a sign', 'a\nb=1\n', { a: '9' }, 'a=9\nb=1\n'],
  ['the last of two', 'a=1\na=2\n', { a: '9' }, 'a=1\na=9\n'],
  ['a dollar', 'a=1\n', { a: 'x$y' }, 'a=x$y\n'],
  ['a variable in place of a value', 'a=1\n', { a: VARIABLE }, `a=${VARIABLE}\n`],
  ['a value that Spring would put a variable into', 'a=1\n', { a: `x${VARIABLE}` }, 'valueNotCarried'],
  ['a value that Spring would take for an expression', 'a=1\n', { a: '#{x}' }, 'valueNotCarried'],
  ['an escape for which Java refuses the file', 'a=1\nb=C:\\users\n', { a: '2' }, 'notParsable'],
  [
    'an escape that is escaped',
    'a=C:\\\\users\n#\\users\nb=\\u0041\n',
    { b: 'x' },
    'a=C:\\\\users\n#\\users\nb=x\n',
  ],
];

const YAML: readonly Case[] = [
  ['an empty file', '', { 'connect/clientId': 'x' }, 'connect:\n  clientId: x\n'],
  ['only comments', '# mine\n', { a: 'x' }, '# mine\na: x\n'],
  ['a value', 'a: 1 # why\nb:   "x"   # too\n', { b: 'y: z' }, 'a: 1 # why\nb:   "y: z"   # too\n'],
  ['a text that looks like another type', 'a: x\n', { a: 'yes' }, 'a: "yes"\n'],
  ['single quotes that stay', "a: 'x'\n", { a: "it's" }, "a: 'it''s'\n"],
  [
    'a new key below the others of its map',
    'a:\n    b: 1\n    # end\nc: 2\n',
    { 'a/d': 'x' },
    'a:\n    b: 1\n    d: x\n    # end\nc: 2\n',
  ],
  ['a missing value', 'a:\nb: 1\n', { a: 'x' }, 'a: x\nb: 1\n'],
  ['a block', 'a: |\n  one\n  two\nb: 1\n', { a: 'x' }, 'a: "x"\nb: 1\n'],
  ['a flow map', '{a: 1, b: x}\n', { b: 'z' }, '{a: 1, b: z}\n'],
  ['CRLF', 'a: x\r\n', { b: 'z' }, 'a: x\r\nb: z\r\n'],
  ['a list on the way', 'a:\n  - b\n', { 'a/b': 'x' }, 'notAnObject'],
  ['an anchor', 'a: &x y\nb: *x\n', { a: 'z' }, 'shared'],
  ['invalid YAML', 'a: [\n', { a: 'z' }, 'notParsable'],
];

const TOML: readonly Case[] = [
  ['an empty file', '', { 'connect/client_id': 'x' }, '[connect]\nclient_id = "x"\n'],
  ['a table', '[a]\nb = "1" # why\n', { 'a/b': '2', 'a/c': 'x"' }, '[a]\nb = "2" # why\nc = "x\\""\n'],
  ['a literal string', "b = 'C:\\x'\n", { b: 'D:\\y' }, "b = 'D:\\y'\n"],
  ['dotted keys', 'a.b = "1"\n', { 'a/b': '2' }, 'a.b = "2"\n'],
  ['an inline table', 'a = { b = "1" }\n', { 'a/b': '2' }, 'a = { b = "2" }\n'],
  ['a key of the root before tables', 'x = 1\n\n[a]\n', { y: '2' }, 'x = 1\ny = "2"\n\n[a]\n'],
  ['a string of several lines', 'a = """\none\n"""\n', { a: 'x' }, 'a = "x"\n'],
  ['a table of the same name', '[a.b]\nc = 1\n', { 'a/b': 'x' }, 'notAnObject'],
  ['invalid TOML', 'a = \n', { a: 'x' }, 'notParsable'],
];

const line = (key: string, sign: string) =>
  fc.stringMatching(/^[ -~]{0,16}$/).map(text => `${key}${sign}${text}`);
const anyLine = fc.oneof(
  ...['id', 'a.b', 'c'].flatMap(key => ['=', ' = ', ': '].map(sign => line(key, sign))),
  fc.constantFrom('', '# comment', '; comment', '[A]', '[B]', '   more', '\tx=1'),
);
const lines = (each: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(each, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([all, end, last]) => all.join(end) + (last ? end : ''));

const word = fc.constantFrom('id', 'client_id', 'x', 'y');
const scalar = fc.oneof(
  fc.constantFrom('1', 'true', '"x"', "'it'", 'word', '~', '"a: b" # c', '|\n    block\n    more'),
);
const yamlDocument = lines(
  fc.oneof(
    fc.constantFrom('# comment', '', 'top:', 'other:'),
    fc.tuple(word, scalar).map(([key, text]) => `  ${key}: ${text}`),
    fc.tuple(word, scalar).map(([key, text]) => `${key}: ${text}`),
  ),
);
const tomlDocument = lines(
  fc.oneof(
    fc.constantFrom('# comment', '', '[top]', '[other.deep]', '[[many]]'),
    fc
      .tuple(word, fc.constantFrom('1', '"x"', "'lit'", 'true', '"a" # c', '[1, 2]', '{ id = "x" }'))
      .map(([key, text]) => `${key} = ${text}`),
  ),
);

const FORMATS = [
  {
    format: iniFormat,
    cases: INI,
    document: lines(anyLine),
    keyPath: fc.constantFrom(['id'], ['A', 'id'], ['B', 'c'], ['New', 'key']),
  },
  {
    format: propertiesFormat,
    cases: PROPERTIES,
    document: lines(anyLine),
    keyPath: fc.constantFrom(['id'], ['a.b'], ['a.c'], ['new key']),
  },
  {
    format: yamlFormat,
    cases: YAML,
    document: yamlDocument,
    keyPath: fc.constantFrom(['id'], ['top', 'id'], ['other', 'x'], ['new', 'deep', 'key']),
  },
  {
    format: tomlFormat,
    cases: TOML,
    document: tomlDocument,
    keyPath: fc.constantFrom(['id'], ['top', 'id'], ['other', 'deep', 'x'], ['new', 'key']),
  },
] as const;

for (const { format, cases, document, keyPath } of FORMATS) {
  describe(`the ${format.name} format`, () => {
    for (const [title, before, values, after] of cases) {
      it(`handles ${title}`, () => assert.equal(set(format, before, values), after));
    }
    holdsForDocuments({ format, document, keyPath });
    positionsHold({ format, document });
  });
}
