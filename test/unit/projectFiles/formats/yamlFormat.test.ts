import assert from 'node:assert/strict';
import type { FormatFault } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { yamlFormat } from '../../../../src/projectFiles/formats/yaml/yamlFormat.ts';

/** What {@link set} returns if the keys can't be set. */
const refused = (code: FormatFault['code'], detail: string): FormatFault => ({ code, detail });

type Values = Readonly<Record<string, string>>;
type Case = readonly [title: string, before: string, values: Values, after: string | FormatFault];

/** In these cases, `/` separates the parts of a key's path. */
function set(text: string, values: Values): string | FormatFault {
  const assignments = Object.entries(values).map(([key, value]) => ({ keyPath: key.split('/'), value }));
  const edited = yamlFormat.set(text, assignments);
  return edited.ok ? applyEdits(text, edited.edits) : edited.fault;
}

const read = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(yamlFormat.read(text).map(({ keyPath, value }) => [keyPath.join('/'), value]));

function table(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [name, before, values, after] of cases)
      it(`handles ${name}`, () => {
        assert.deepEqual(set(before, values), after);
        if (typeof after === 'string') assert.equal(set(after, values), after, 'the second time');
      });
  });
}

const reference = (name: string) => `\${${name}}`;

table('a list in YAML', [
  [
    'elements by index',
    'a:\n  - name: x # one\n    id: "y"\n  - b\n',
    { 'a/0/id': 'z', 'a/1': 'c' },
    'a:\n  - name: x # one\n    id: "z"\n  - c\n',
  ],
  ['a root list', '- id: 1\n- id: x\n', { '1/id': 'w', '0/key': 'z' }, '- id: 1\n  key: z\n- id: w\n'],
  [
    'a map after a dash',
    '-   a: x\n    # end\n- b\n',
    { '0/c': 'z' },
    '-   a: x\n    c: z\n    # end\n- b\n',
  ],
  ['a list in a list', '- - a: x\n  - b\n', { '0/0/c': 'z', '0/1': 'd' }, '- - a: x\n    c: z\n  - d\n'],
  ['a list without indentation', 'a:\n- b: x\nc: 1\n', { 'a/0/d': 'z' }, 'a:\n- b: x\n  d: z\nc: 1\n'],
  ['an element without a value', 'a:\n  -\n  - x\n', { 'a/0': 'z' }, 'a:\n  - z\n  - x\n'],
  [
    'a list in brackets',
    'a: [x, {b: y}]\n',
    { 'a/0': 'z', 'a/1/b': 'w', 'a/1/c': 'v' },
    'a: [z, {b: w, c: v}]\n',
  ],
  ['a new element, which has no place', 'a: [x]\n', { 'a/1': 'z' }, refused('notAnObject', 'a')],
  ['a new key of a root list', '- x\n', { a: 'z' }, refused('notAnObject', 'line 1, column 1')],
  ['a key below an element', 'a:\n  - x\n', { 'a/0/b': 'z' }, refused('notAnObject', 'a.0')],
]);

const ENV = 'env:\n- name: A\n  value: "1"\n- name: S\n  valueFrom:\n    secretKeyRef: {name: q, key: r}\n';

table('a list of names and values in YAML', [
  [
    'values, and new elements below the last',
    ENV,
    { 'env/A': 'z', 'env/B': 'q' },
    `${ENV.replace('"1"', '"z"')}- name: B\n  value: q\n`,
  ],
  ['one that comes from elsewhere', ENV, { 'env/S': 'z' }, refused('notAnObject', 'env.S')],
  [
    'elements in braces',
    'env:\n  - { key: A, value: x }\n',
    { 'env/A': 'w', 'env/B': 'q' },
    'env:\n  - { key: A, value: w }\n  - { key: B, value: q }\n',
  ],
  [
    'a list in brackets',
    'env: [{name: A, value: "x"}]\n',
    { 'env/B': 'q' },
    'env: [{name: A, value: "x"}, {name: B, value: "q"}]\n',
  ],
  [
    'names after values, and names that are repeated',
    'e:\n  - value: x\n    name: A\n  - value: y\n    name: A\n',
    { 'e/A': 'z' },
    'e:\n  - value: x\n    name: A\n  - value: z\n    name: A\n',
  ],
  [
    'CloudFormation’s capitals',
    'Environment:\n  - Name: A\n    Value: x\n',
    { 'Environment/A': 'w', 'Environment/B': 'z' },
    'Environment:\n  - Name: A\n    Value: w\n  - Name: B\n    Value: z\n',
  ],
  [
    'a name without a value',
    'env:\n  - name: A\n  - name: B\n    value: x\n',
    { 'env/A': 'z' },
    'env:\n  - name: A\n    value: z\n  - name: B\n    value: x\n',
  ],
  [
    'a container without environment',
    'spec:\n  containers:\n    - name: app\n',
    { 'spec/containers/0/env/A': 'x' },
    'spec:\n  containers:\n    - name: app\n      env:\n        - name: A\n          value: x\n',
  ],
  [
    'an empty environment of a container',
    'containers:\n  - name: app\n    env: []\n',
    { 'containers/0/env/A': 'x' },
    'containers:\n  - name: app\n    env: [{name: A, value: x}]\n',
  ],
  [
    'a list of maps without values, by index',
    'a:\n  - name: x\n    id: y\n',
    { 'a/0/id': 'z' },
    'a:\n  - name: x\n    id: z\n',
  ],
]);

const COMPOSE =
  'services:\n  web:\n    environment:\n      - A=1\n      - "B=x y"\n      - ADH_S\n    build:\n      args:\n        X:\n        Y: "1"\n';

table('a list of settings in YAML', [
  [
    'values with their quotes, and new elements',
    COMPOSE,
    {
      'services/web/environment/A': 'x=y',
      'services/web/environment/B': 'q',
      'services/web/environment/N': 'm',
    },
    COMPOSE.replace('A=1', 'A=x=y').replace('x y', 'q').replace('- ADH_S\n', '- ADH_S\n      - N=m\n'),
  ],
  [
    'a name that is taken from the shell',
    COMPOSE,
    { 'services/web/environment/ADH_S': 'x' },
    refused('notAnObject', 'services.web.environment.ADH_S'),
  ],
  [
    'a key that is taken from the shell',
    COMPOSE,
    { 'services/web/build/args/X': 'x' },
    refused('notAnObject', 'services.web.build.args.X'),
  ],
  ['a value that needs quotes', 'a:\n  - A=1\n', { 'a/A': 'x: #y' }, 'a:\n  - "A=x: #y"\n'],
  ['single quotes', "a:\n  - 'A=1'\n", { 'a/A': "it's", 'a/B': 'x' }, "a:\n  - 'A=it''s'\n  - 'B=x'\n"],
  ['a list in brackets', 'a: ["A=1"]\n', { 'a/B': 'x' }, 'a: ["A=1", "B=x"]\n'],
  ['the last of two', 'a: [A=1, A=2]\n', { 'a/A': 'x' }, 'a: [A=1, A=x]\n'],
  [
    'an empty environment',
    'services:\n  web:\n    environment: []\n',
    { 'services/web/environment/A': 'x' },
    'services:\n  web:\n    environment: [A=x]\n',
  ],
  ['other texts, by index', 'a:\n  - A=1\n  - b\n', { 'a/1': 'x' }, 'a:\n  - A=1\n  - x\n'],
]);

const SEVERAL = 'a: 1\n---\nb: x\n...\n---\n---\n# c\nq: r\n';

const ESCAPED =
  'services:\n  web:\n    environment:\n      A: pa$$word\n      B: $$word\n      C: "$$$X"\n    build:\n      args: [D=a$$b]\n';

table('signs of variables in YAML', [
  [
    'an environment of compose, which has two for one',
    ESCAPED,
    {
      'services/web/environment/A': '$HOME',
      'services/web/environment/N': 'a$b$$c',
      'services/web/build/args/D': 'x$y',
    },
    ESCAPED.replace('pa$$word', () => '"$$HOME"')
      .replace('$$$X"\n', () => '$$$X"\n      "N": "a$$b$$$$c"\n')
      .replace('D=a$$b', () => '"D=x$$y"'),
  ],
  [
    'a variable in place of a value',
    ESCAPED,
    { 'services/web/environment/A': reference('SECRET') },
    ESCAPED.replace('pa$$word', () => `"${reference('SECRET')}"`),
  ],
  [
    'a list of settings',
    'services: {web: {environment: ["A=a$$b"]}}\n',
    { 'services/web/environment/A': '$x', 'services/web/environment/B': 'y$' },
    'services: {web: {environment: ["A=$$x", "B=y$$"]}}\n',
  ],
  [
    'an environment of Kubernetes',
    'containers:\n- env:\n  - name: A\n    value: a$b\n  - name: B\n',
    { 'containers/0/env/A': '$(X)', 'containers/0/env/B': 'a$$b', 'containers/0/env/C': 'a$b' },
    'containers:\n- env:\n  - name: A\n    value: "$$(X)"\n  - name: B\n    value: "a$$$$b"\n  - name: C\n    value: "a$b"\n',
  ],
  ['another map', 'a:\n  b: x$$y\n', { 'a/b': '$$z' }, 'a:\n  b: "$$z"\n'],
]);

table('several documents in YAML', [
  [
    'each in its own borders',
    SEVERAL,
    { a: 'k', c: 'm', '--- 2/b': 'z', '--- 2/c': 'm', '--- 3/z': 'k', '--- 4/l/m': 'o' },
    'a: k\nc: m\n---\nb: z\nc: m\n...\n---\nz: k\n---\n# c\nq: r\nl:\n  m: o\n',
  ],
  ['a document that is missing', SEVERAL, { '--- 5/a': 'x' }, refused('notAnObject', '--- 5')],
  ['a broken one', 'a: 1\n---\nb: [\n', { a: 'x' }, refused('notParsable', 'line 4, column 1')],
]);

const SECRET = 'kind: Secret\ndata:\n  A: eA==\n  B: "%"\n  C: /w==\nstringData:\n  T: t\n';

table('a Kubernetes Secret', [
  [
    'base64 and text',
    SECRET,
    { 'data/A': 'hello', 'data/N1': 'né', 'stringData/T': 'hello' },
    'kind: Secret\ndata:\n  A: aGVsbG8=\n  B: "%"\n  C: /w==\n  N1: bsOp\nstringData:\n  T: hello\n',
  ],
  ['what is not base64', SECRET, { 'data/B': 'x' }, refused('notAnObject', 'data.B')],
  ['what is not text', SECRET, { 'data/C': 'x' }, refused('notAnObject', 'data.C')],
  ['no data yet', 'kind: Secret\n', { 'data/A': 'hello' }, 'kind: Secret\ndata:\n  A: aGVsbG8=\n'],
  ['empty data', 'data:\nkind: Secret\n', { 'data/A': 'hello' }, 'data:\n  A: aGVsbG8=\nkind: Secret\n'],
  [
    'one in a List',
    'kind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  data: {}\n',
    { 'items/0/data/A': 'hello' },
    'kind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  data: {A: aGVsbG8=}\n',
  ],
  [
    'a ConfigMap, whose data is text',
    'kind: ConfigMap\ndata:\n  A: x\n',
    { 'data/A': 'y1' },
    'kind: ConfigMap\ndata:\n  A: y1\n',
  ],
]);

const ALIAS = 'dev: &c\n  id: x\nprod: *c\n';
const MERGE = 'dev: &c\n  id: x\nprod:\n  <<: *c\n  s: q\n';

table('anchors in YAML', [
  ['a value that an alias shares', ALIAS, { 'dev/id': 'z' }, refused('shared', 'dev.id')],
  ['a value behind an alias', ALIAS, { 'prod/id': 'z' }, refused('shared', 'prod.id')],
  ['a new key of a map that an alias shares', ALIAS, { 'dev/s': 'z' }, refused('shared', 'dev.s')],
  ['a new key behind an alias', ALIAS, { 'prod/s': 'z' }, refused('shared', 'prod.s')],
  ['a text that an alias shares', 'a: &x s\nb: *x\n', { a: 'z' }, refused('shared', 'a')],
  ['an alias of a text', 'a: &x s\nb: *x\n', { b: 'z' }, refused('shared', 'b')],
  ['a value that is right already', ALIAS, { 'prod/id': 'x' }, ALIAS],
  ['keys beside the shared ones', ALIAS, { other: 'z' }, `${ALIAS}other: z\n`],
  ['a value that is merged elsewhere', MERGE, { 'dev/id': 'z' }, refused('shared', 'dev.id')],
  ['a merged value', MERGE, { 'prod/id': 'z' }, refused('shared', 'prod.id')],
  [
    'own keys beside a merge key',
    MERGE,
    { 'prod/s': 'z', 'prod/t': 'w' },
    MERGE.replace('s: q', 's: z\n  t: w'),
  ],
  ['an anchor without an alias', 'a: &x s\nb: &w\n', { a: 'z', b: 'k' }, 'a: &x z\nb: &w k\n'],
  ['an anchor that is given again', 'a: &x s\nb: &x t\nc: *x\n', { a: 'z' }, 'a: &x z\nb: &x t\nc: *x\n'],
  ['a tag for texts', 'a: !!str 5\n', { a: 'z' }, 'a: !!str z\n'],
  ['a tag of a program', 'a: !Ref X\n', { a: 'z' }, refused('notAnObject', 'a')],
  ['a template', 'a: {{ .Values.x }}\n', { a: 'z' }, refused('notAnObject', 'a')],
  ['an alias of itself', 'a: &a [*a]\n', { b: 'z' }, 'a: &a [*a]\nb: z\n'],
  ['a map that merges itself', 'a: &a {<<: *a}\n', { b: 'z' }, 'a: &a {<<: *a}\nb: z\n'],
]);

table('places for new keys in YAML', [
  ['null', 'null\n', { 'a/b': 'x' }, 'a:\n  b: x\n'],
  ['a tilde', '~ # c\n', { 'a/b': 'x' }, 'a:\n  b: x # c\n'],
  ['null after a border', '---\n~\n...\n', { 'a/b': 'x' }, '---\na:\n  b: x\n...\n'],
  ['an empty document', '---\n...\n', { 'a/b': 'x' }, '---\na:\n  b: x\n...\n'],
  ['a document of comments', '---\n# c\n...\n', { a: 'x' }, '---\n# c\na: x\n...\n'],
  ['a border only', '---', { a: 'x' }, '---\na: x\n'],
  ['an empty map', '{}\n', { 'a/b': 'x' }, '{a: {b: x}}\n'],
  ['an empty map at a key', 'm: { }\n', { 'm/a': 'x', 'm/b': 'https://x' }, 'm: {a: x, b: "https://x"}\n'],
  ['a map in braces', 'm: { a: 1, }\n', { 'm/b': 'x' }, 'm: { a: 1, b: x, }\n'],
  ['a map in braces with quotes', 'm: {"a": "1"}\n', { 'm/b': 'x' }, 'm: {"a": "1", "b": "x"}\n'],
  [
    'a map in braces on several lines',
    '{\n  "a": "1" # c\n}\n',
    { b: 'x', c: 'z' },
    '{\n  "a": "1", # c\n  "b": "x",\n  "c": "z"\n}\n',
  ],
  [
    'a map in braces on several lines with a last comma',
    '{\n  a: 1, # c\n  # d\n}\n',
    { b: 'x' },
    '{\n  a: 1, # c\n  b: x,\n  # d\n}\n',
  ],
  ['a key without colon', '{a, b: 1}\n', { a: 'x' }, '{a: x, b: 1}\n'],
  ['keys without values in braces', '{ClientSecret: }\n', { ClientSecret: 'x' }, '{ClientSecret: x }\n'],
  ['a key below one without a value', '{a: , b: 1}\n', { 'a/x': 'z' }, '{a: {x: z} , b: 1}\n'],
  [
    'keys below those without values, with comments',
    'm: {\n  a: , # one\n  b: # two\n  , c\n}\n',
    { 'm/a/x': 'z', 'm/a/w': 'https://r.example', 'm/b/k': 'v', 'm/c/q/p': 'o' },
    'm: {\n  a: {x: z, w: "https://r.example"} , # one\n  b: {k: v} # two\n  , c: {q: {p: o}}\n}\n',
  ],
  [
    'keys below null in braces',
    '{a: ~, "b": null}\n',
    { 'a/x': 'z', 'b/k': 'v' },
    '{a: {"x": z}, "b": {"k": v}}\n',
  ],
  ['a key below one in a list', '[a: , b]\n', { '0/a/x': 'z' }, '[a: {x: z} , b]\n'],
  [
    'an environment of a container in braces',
    'containers: [{name: app, env: }]\n',
    { 'containers/0/env/A': 'x' },
    'containers: [{name: app, env: [{name: A, value: x}] }]\n',
  ],
  ['the text that is in the way in braces', '{a: x}\n', { 'a/b': 'z' }, refused('notAnObject', 'a')],
  ['a key without a value', 'm: # c\nb: 1\n', { 'm/a': 'x' }, 'm: # c\n  a: x\nb: 1\n'],
  ['a key whose value is null', 'm: ~\n', { 'm/a': 'x' }, 'm:\n  a: x\n'],
  ['blank lines that belong to the last value', 'a: |+\n  x\n\n', { b: 'z' }, 'a: |+\n  x\n\nb: z\n'],
  ['the key that is in the way', 'a:\n  b: x\n', { 'a/b/c/d': 'z' }, refused('notAnObject', 'a.b')],
  ['a text at the root', 'text\n', { a: 'z' }, refused('notAnObject', 'line 1, column 1')],
  ['the last of two keys', 'a: 1\na: x\n', { a: 'z' }, 'a: 1\na: z\n'],
  [
    'the last of two sections',
    's:\n  a: x\ns:\n  b: w\n',
    { 's/b': 'z', 's/a': 'q' },
    's:\n  a: x\ns:\n  b: z\n  a: q\n',
  ],
]);

describe('the values of YAML that programs see', () => {
  for (const [title, text, expected] of [
    ['elements by index', 'a: [x, {b: w}]\n', { 'a/0': 'x', 'a/1/b': 'w' }],
    ['lists of names, and references', ENV, { 'env/A': '1', 'env/S': reference('S') }],
    [
      'settings, and those of the shell',
      COMPOSE,
      {
        'services/web/environment/A': '1',
        'services/web/environment/B': 'x y',
        'services/web/environment/ADH_S': reference('ADH_S'),
        'services/web/build/args/X': reference('X'),
        'services/web/build/args/Y': '1',
      },
    ],
    ['documents', SEVERAL, { '--- 2/b': 'x', '--- 4/q': 'r' }],
    ['decoded data', SECRET, { kind: 'Secret', 'data/A': 'x', 'stringData/T': 't' }],
    ['aliases', ALIAS, { 'dev/id': 'x', 'prod/id': 'x' }],
    ['merged maps', MERGE, { 'dev/id': 'x', 'prod/id': 'x', 'prod/s': 'q' }],
    [
      'the first of several merged maps, below own keys',
      'a: &a {k: a, x: a}\nb: &b {k: b, z: b}\nc: {<<: [*a, *b], x: c}\n',
      { 'a/k': 'a', 'a/x': 'a', 'b/k': 'b', 'b/z': 'b', 'c/k': 'a', 'c/z': 'b', 'c/x': 'c' },
    ],
    [
      'what programs put in',
      'a: !Ref X\nb: {{ .Values.x }}\nc: !vault |\n  q\n',
      { a: '!Ref X', b: '{{ .Values.x }}', c: '!vault |\n  q' },
    ],
    ['an environment outside compose', 'environment:\n  A:\n', { 'environment/A': '' }],
    [
      'escaped signs of variables',
      ESCAPED,
      {
        'services/web/environment/A': 'pa$word',
        'services/web/environment/B': '$word',
        'services/web/environment/C': '$$$X',
        'services/web/build/args/D': 'a$b',
      },
    ],
    [
      'an old compose file',
      'web:\n  image: x\n  environment:\n    A:\n',
      { 'web/image': 'x', 'web/environment/A': reference('A') },
    ],
    [
      'an environment from the shell only',
      'services: {w: {environment: [A, B]}}\n',
      { 'services/w/environment/A': reference('A'), 'services/w/environment/B': reference('B') },
    ],
  ] as const) {
    it(`are read: ${title}`, () => assert.deepEqual(read(text), expected));
  }

  it('are literals where an escape makes them so', () =>
    assert.deepEqual(
      yamlFormat.read(ESCAPED).map(({ value, isLiteral }) => [value, isLiteral === true]),
      [
        ['pa$word', true],
        ['$word', true],
        ['$$$X', false],
        ['a$b', true],
      ],
    ));

  it('are enclosed by their positions, without the name of a setting', () => {
    for (const [text, ...written] of [
      [COMPOSE, '1', 'x y', '', '', '"1"'],
      [SECRET, 'Secret', 'eA==', 't'],
      [ALIAS, 'x', 'x'],
    ] as const)
      assert.deepEqual(
        yamlFormat.read(text).map(({ offset, length }) => text.slice(offset, offset + length)),
        written,
      );
  });

  it('are too many when aliases multiply them', () => {
    const bomb = `a0: &a0 {k: x}\n${Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1} {l: *a${index}, r: *a${index}}\n`).join('')}`;
    const edited = yamlFormat.set(bomb, []);
    assert.equal(edited.ok ? '' : edited.fault.code, 'tooComplex');
    assert.deepEqual(yamlFormat.read(bomb), []);
  });
});
