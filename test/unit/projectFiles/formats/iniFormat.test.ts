import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasFormat } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { confFormat, iniFormat } from '../../../../src/projectFiles/formats/ini/iniFormat.ts';
import { entriesIn, type FormatCase, handlesCases } from './formatCases.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';

const COMMENTS: readonly FormatCase[] = [
  ['a comment', '[A]\nS = REPLACE ; see the wiki\n', { 'A/S': 'x' }, '[A]\nS = x ; see the wiki\n'],
  ['a comment with a number sign', '[A]\nS = REPLACE\t# see\r\n', { 'A/S': 'x' }, '[A]\nS = x\t# see\r\n'],
  ['a comment without a blank in it', '[A]\nS = REPLACE ;see\n', { 'A/S': 'x' }, '[A]\nS = x ;see\n'],
  ['a comment after quotes', '[A]\nS = "old" ; says "hi"\n', { 'A/S': 'x' }, '[A]\nS = "x" ; says "hi"\n'],
  ['a comment that sticks to quotes', "[A]\nS = 'old';why\n", { 'A/S': 'x' }, "[A]\nS = 'x';why\n"],
  ['a comment in place of a value', '[A]\nS = ; fill in\n', { 'A/S': 'x' }, '[A]\nS = x ; fill in\n'],
  ['a comment that sticks to the sign', '[A]\nS =# fill in\n', { 'A/S': 'x' }, '[A]\nS =x # fill in\n'],
  ['a semicolon in a value', '[A]\nS = a;b#c\n', { 'A/S': 'x' }, '[A]\nS = x\n'],
  ['a semicolon in quotes', '[A]\nS = "a ; b" ; c\n', { 'A/S': 'x' }, '[A]\nS = "x" ; c\n'],
  ['a channel', '[A]\nS = #general\n', { 'A/S': 'x' }, '[A]\nS = x\n'],
  [
    'a comment between the lines of a value',
    '[A]\nS = a ; first\n   # second\n   b\n   ; third\nT = 1\n',
    { 'A/S': 'x' },
    '[A]\nS = x ; first\n   # second\n   ; third\nT = 1\n',
  ],
];

const INDENTED: readonly FormatCase[] = [
  [
    'an indented key below the secret',
    '[A]\nS = REPLACE\n  Scope = x\n  Url: y\n\tZ=1\n',
    { 'A/S': 'x' },
    '[A]\nS = x\n  Scope = x\n  Url: y\n\tZ=1\n',
  ],
  ['an indented key itself', '[A]\nI = a\n  S = b ; c\n', { 'A/S': 'x' }, '[A]\nI = a\n  S = x ; c\n'],
  [
    'a new key beside indented ones',
    '[A]\nI = a\n  Scope = x\n\n[B]\n',
    { 'A/S': 'x' },
    '[A]\nI = a\n  Scope = x\nS = x\n\n[B]\n',
  ],
  ['a section of Git', '[a "b"]\n\ti = 1\n', { 'a "b"/s': 'x' }, '[a "b"]\n\ti = 1\n\ts = x\n'],
  ['an indented section', '[A]\nI = a\n  [B]\n  I = b\n', { 'B/I': 'x' }, '[A]\nI = a\n  [B]\n  I = x\n'],
  [
    'a list in brackets',
    '[A]\nhosts =\n  [a, b]\nI = 1\n',
    { 'A/I': 'x' },
    '[A]\nhosts =\n  [a, b]\nI = x\n',
  ],
  [
    'a value on the next line',
    '[A]\nS =\n  https://h.example\nI = 1\n',
    { 'A/S': 'x' },
    '[A]\nS =x\nI = 1\n',
  ],
  ['Base64 of several lines', '[A]\nS = abc\n    def==', { 'A/S': 'x' }, '[A]\nS = x'],
  [
    'a line that a backslash continues',
    '[A]\nI = a \\\nb\nC = c\n[B]\n',
    { 'A/I': 'x', 'B/S': 'y' },
    '[A]\nI = x\nC = c\n[B]\nS = y\n',
  ],
  [
    'a new key below a backslash',
    '[A]\nI = a \\\nb\n[B]\n',
    { 'A/S': 'x' },
    '[A]\nI = a \\\nb\nS = x\n[B]\n',
  ],
];

const NAMES: readonly FormatCase[] = [
  ['a key in another case', '[A]\nclientsecret = a\n', { 'A/ClientSecret': 'x' }, '[A]\nclientsecret = x\n'],
  ['a section in another case', '[a]\nid = a\n', { 'A/ID': 'x', 'A/S': 'y' }, '[a]\nid = x\nS = y\n'],
  ['a section with blanks', '[ A ]\nid = a\n', { 'A/S': 'y' }, '[ A ]\nid = a\nS = y\n'],
  ['a key that exists in both cases', '[A]\nid = 1\nID = 2\n', { 'A/id': 'x' }, '[A]\nid = x\nID = 2\n'],
  ['the same key twice', '[A]\nid = 1\nid = 2\n', { 'A/id': 'x' }, '[A]\nid = 1\nid = x\n'],
  [
    'a section that is repeated',
    '[A]\nid = 1\n[B]\n[A]\nx = 2\n',
    { 'A/id': 'y', 'A/S': 'z' },
    '[A]\nid = y\n[B]\n[A]\nx = 2\nS = z\n',
  ],
  ['a section with a dot', '[a.b]\nid = 1\n', { 'a.b/S': 'x' }, '[a.b]\nid = 1\nS = x\n'],
  ['a section with a bracket', '[a "b]c"]\nid = 1\n', { 'a "b]c"/id': 'x' }, '[a "b]c"]\nid = x\n'],
  ['a key of .NET', '[A]\nB:Id=1\nB:S = a=b\n', { 'A/B:Id': 'x', 'A/B:S': 'y' }, '[A]\nB:Id=x\nB:S = y\n'],
  ['single quotes', "[A]\nid = 'a'\n", { 'A/id': 'x' }, "[A]\nid = 'x'\n"],
  [
    'a path that ends with a backslash',
    '[A]\nd = "C:\\x\\"\nid = 1\n',
    { 'A/id': 'x' },
    '[A]\nd = "C:\\x\\"\nid = x\n',
  ],
  ['an interpolation elsewhere', '[A]\nd = 50%%\nid = %(d)s\n', { 'A/id': 'x' }, '[A]\nd = 50%%\nid = x\n'],
];

const REFUSED: readonly FormatCase[] = [
  ['a value with what looks like a comment', '[A]\nid = 1\n', { 'A/id': 'a ; b' }, 'valueNotCarried A.id'],
  ['a value of a reference', '[A]\nid = 1\n', { 'A/id': '%(x)s' }, 'valueNotCarried A.id'],
  ['quotes in quotes', '[A]\nid = "1"\n', { 'A/id': 'say "hi"' }, 'valueNotCarried A.id'],
  ['a section in a section', '[A]\nid = 1\n', { 'A/B/id': 'x' }, 'valueNotCarried A.B.id'],
];

const CONF: readonly FormatCase[] = [
  ['sections', '# c\n[A]\nS = a # b\n\n[B]\n', { 'A/S': 'x' }, '# c\n[A]\nS = x # b\n\n[B]\n'],
  [
    'keys without a section',
    "listen = '*'\nclient_secret = 'a'\n",
    { client_secret: 'x' },
    "listen = '*'\nclient_secret = 'x'\n",
  ],
  ['nginx', 'server {\n  set $client_secret "a";\n}\n', { S: 'x' }, 'notParsable line 1, column 1'],
  ['Apache', '[A]\nS = a\n<Directory "/a=b">\n', { 'A/S': 'x' }, 'notParsable line 3, column 16'],
  ['HOCON', 'a = 1\nb {\n  client_secret = x\n}\n', { a: 'x' }, 'notParsable line 2, column 1'],
  ['a list of HOCON', 'a = [\n  "x"\n]\nb = 1\n', { b: 'x' }, 'notParsable line 3, column 1'],
  ['YAML', 'storage:\n  path: /x\n', { storage: 'x' }, 'notParsable line 1, column 9'],
  ['keys and values without a sign', 'requirepass x\n', { requirepass: 'x' }, 'notParsable line 1, column 1'],
];

const KEYS = ['id', 'ID', 'a.b', 'c', 'B:c'];
const line = fc.tuple(
  fc.constantFrom('', '', '  ', '\t'),
  fc.constantFrom(...KEYS),
  fc.constantFrom('=', ' = ', ': '),
  fc.oneof(
    fc.stringMatching(/^[ -~]{0,12}$/),
    fc.constantFrom('REPLACE', '"a b"', "'c'", '', 'a;b', '#g', 'x\\'),
  ),
  fc.constantFrom('', '', ' ; why', ' # why', ';glued', '  #'),
);
const anyLine = fc.oneof(
  line.map(parts => parts.join('')),
  line.map(parts => parts.join('')),
  fc.constantFrom(
    '',
    '# c',
    '  ; c',
    '[A]',
    '[B]',
    '[a]',
    '  [B]',
    '[a "b]"]',
    '   more',
    '   two words',
    '  d==',
  ),
);
const document = fc
  .tuple(fc.array(anyLine, { maxLength: 10 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
  .map(([lines, end, last]) => lines.join(end) + (last ? end : ''));

describe('the ini format by dialect', () => {
  handlesCases(iniFormat, [...COMMENTS, ...INDENTED, ...NAMES, ...REFUSED]);

  it('reads the values that people mean', () => {
    const text =
      '[A]\na = REPLACE ; see\nb = x;y\nc = "d ; e" # f\ng = ; fill in\nh = #i\nj = 1\n  k\n  l = m\n';
    assert.deepEqual(entriesIn(iniFormat, text), [
      ...['A/a = REPLACE', 'A/b = x;y', 'A/c = d ; e', 'A/g = ', 'A/h = #i', 'A/j = 1\nk', 'A/l = m'],
    ]);
  });

  it('gives a key that is set twice its last value', () => {
    const twice = ['1', '2'].map(value => ({ keyPath: ['A', 'id'], value }));
    for (const [text, edit] of [
      ['[A]\nid = x\n', { offset: 9, length: 1, text: '2' }],
      ['[A]\n', { offset: 4, length: 0, text: 'id = 2\n' }],
    ] as const)
      assert.deepEqual(iniFormat.set(text, twice), { ok: true, edits: [edit] });
  });

  const keyPath = fc.constantFrom(
    ['id'],
    ['A', 'id'],
    ['a', 'c'],
    ['B', 'B:c'],
    ['a "b]"', 'id'],
    ['New', 'key'],
  );
  // Compares the keys by their exact names, so each name has one spelling.
  const oneCase = document.map(text => text.replaceAll('ID', 'id').replaceAll('[A]', '[a]'));
  const lowerPath = keyPath.map(path => path.map(key => (key === 'A' ? 'a' : key)));
  holdsForDocuments({ format: iniFormat, document: oneCase, keyPath: lowerPath });
  positionsHold({ format: iniFormat, document });
});

describe('the format of *.conf files', () => {
  handlesCases(confFormat, CONF);

  it('has no keys in another syntax', () => {
    for (const [, text, , after] of CONF)
      assert.equal(confFormat.read(text).length === 0, after.startsWith('notParsable'), text);
  });

  it('is used by name', () => {
    const names = ['config.ini', 'setup.cfg', 'app.conf', 'A.CONF', '.npmrc', 'conf', 'a.conf.bak'];
    assert.deepEqual(names.filter(hasFormat), ['config.ini', 'setup.cfg', 'app.conf', 'A.CONF']);
  });
});
