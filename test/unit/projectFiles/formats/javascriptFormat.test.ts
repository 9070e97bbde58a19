import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KeyPath } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf, hasFormat } from '../../../../src/projectFiles/formats/fileFormats.ts';
import {
  javascriptFormat,
  json5Format,
} from '../../../../src/projectFiles/formats/javascript/javascriptFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';
import { entriesIn, type FormatExample, handlesExamples, setValues } from './setInCases.ts';

/** Makes a template, which is one for the module only. */
const template = (inside: string) => '${'.concat(inside, '}');
const EXPRESSION = template('expression');

const EXAMPLES: readonly FormatExample[] = [
  [
    'a CommonJS module',
    "module.exports = {\n  authItems: {\n    clientId: 'old', // id\n  },\n};\n",
    { 'authItems/clientId': "it's", 'authItems/clientSecret': 's' },
    "module.exports = {\n  authItems: {\n    clientId: 'it\\'s', // id\n    clientSecret: 's',\n  },\n};\n",
  ],
  [
    'a default export without a comma at the end',
    'export default {\n    "clientId": "a" // id\n}\n',
    { clientId: 'x', clientSecret: 's' },
    'export default {\n    "clientId": "x", // id\n    "clientSecret": "s"\n}\n',
  ],
  [
    'a constant with a type',
    "export const environment: Environment<{ a: 'b' }> = {\n\tclientId: '',\n} as const satisfies Partial<Record<string, string>>;\n",
    { 'environment/clientId': 'x' },
    "export const environment: Environment<{ a: 'b' }> = {\n\tclientId: 'x',\n} as const satisfies Partial<Record<string, string>>;\n",
  ],
  [
    'several constants',
    'const a = \'x\', b = `y`\nlet c = "z"',
    { a: '1', b: `\`${template('2')}`, c: '"3"' },
    `const a = '1', b = \`\\\`\\${template('2')}\`\nlet c = "\\"3\\""`,
  ],
  [
    'a frozen object',
    "const c = Object.freeze({ id: 'x' });",
    { 'c/id': 'y', 'c/secret': 's' },
    "const c = Object.freeze({ id: 'y', secret: 's' });",
  ],
  [
    'a function that makes it',
    'export default defineConfig<A>(() => ({ id: "x" }), 1)',
    { id: 'y' },
    'export default defineConfig<A>(() => ({ id: "y" }), 1)',
  ],
  ['a cast', "const c = <Config>{ a: 1, id: 'x' }", { 'c/id': 'y' }, "const c = <Config>{ a: 1, id: 'y' }"],
  [
    'types within an object',
    "const c = { a: 'x' as Map<string, string>, b: 'y' as const }",
    { 'c/a': '1', 'c/b': '2' },
    "const c = { a: '1' as Map<string, string>, b: '2' as const }",
  ],
  [
    'assignments',
    "config.auth['clientId'] = 'a';\nwindow.env = window.env || { id: 'x' }\nexports.b = 'c'",
    { 'config/auth/clientId': '1', 'window/env/id': '2', b: '3' },
    "config.auth['clientId'] = '1';\nwindow.env = window.env || { id: '2' }\nexports.b = '3'",
  ],
  [
    'lists and calls in them',
    "export const c = { p: [ { id: 'a' }, with({ id: 'b' }) ] }",
    { 'c/p/0/id': 'x', 'c/p/1/id': 'y' },
    "export const c = { p: [ { id: 'x' }, with({ id: 'y' }) ] }",
  ],
  [
    'all kinds of keys',
    "const c = { 'a b': '1', [`t`]: '2', 3: '3', m() { return { a: 'no' } }, get g() { return '' }, ...d, [e]: '4' }",
    { 'c/a b': 'x', 'c/t': 'y', 'c/3': 'z' },
    "const c = { 'a b': 'x', [`t`]: 'y', 3: 'z', m() { return { a: 'no' } }, get g() { return '' }, ...d, [e]: '4' }",
  ],
  [
    'null and undefined',
    'const c = {\n  id: null,\n  key: undefined\n}',
    { 'c/id': 'x', 'c/key': 'y' },
    "const c = {\n  id: 'x',\n  key: 'y'\n}",
  ],
  [
    'an empty object',
    'module.exports = {};',
    { id: 'x', 'deep/a-b': 'y' },
    "module.exports = {\n  id: 'x',\n  deep: {\n    'a-b': 'y'\n  }\n};",
  ],
  [
    'an object with a comment',
    'module.exports = {\n    // fill in\n};',
    { id: 'x' },
    "module.exports = {\n    // fill in\n  id: 'x'\n};",
  ],
  [
    'a constant that the module exports',
    "const clientId = 'a';\nmodule.exports = { clientId };",
    { clientId: 'x' },
    "const clientId = 'x';\nmodule.exports = { clientId };",
  ],
  [
    'a variable of the environment',
    'module.exports = { id: process.env.ID };',
    { id: 'x' },
    'notAnObject id',
  ],
  ['an expression', "module.exports = { id: process.env.ID || 'a' };", { id: 'x' }, 'notAnObject id'],
  ['a number', 'module.exports = { id: 1 };', { id: 'x' }, 'notAnObject id'],
  [
    'a regular expression and a division',
    "const r = /[/'{]/g, s = 4 / 2; const c = 'a' /* ' */;",
    { c: 'x' },
    "const r = /[/'{]/g, s = 4 / 2; const c = 'x' /* ' */;",
  ],
  [
    'what is in functions and types',
    "function f() { const id = 'a' }\ntype T = { id: 'a' }\ninterface I { id: 'a' }\nclass C { id = 'a' }\n",
    { id: 'x' },
    'notAnObject id',
  ],
  ['a module without an object', "import 'x';\n", { id: 'x' }, 'notAnObject id'],
  ['escapes', "const a = '\\x41\\u{42}\\u0043\\\nD\\'';", { a: 'E\u2028\n' }, "const a = 'E\\u2028\\n';"],
  ['brackets that don’t match', 'const a = { b: [ };', { a: 'x' }, 'notParsable line 1, column 18'],
  ['an unclosed text', "const a = 'b;\n", { a: 'x' }, 'notParsable line 1, column 11'],
  ['a bundle', `const a = 'b';${' '.repeat(6000)}`, { a: 'x' }, 'tooComplex '],
  ['a deep text', `const a = ${'['.repeat(200)}${']'.repeat(200)}`, { a: 'x' }, 'tooComplex '],
];

const JSON5: readonly FormatExample[] = [
  ['an empty file', '', { id: 'x', 'deep/key': 'y' }, "{\n  id: 'x',\n  deep: {\n    key: 'y'\n  }\n}\n"],
  [
    'keys without quotes',
    "// c\n{\n  id: 'a', // id\n  'b': +1,\n}\n",
    { id: 'x', key: 's' },
    "// c\n{\n  id: 'x', // id\n  key: 's',\n  'b': +1,\n}\n",
  ],
  ['JSON', '[{"id": "a"}]', { '0/id': 'x', '0/key': 's' }, '[{"id": "x", "key": "s"}]'],
  ['a text', "'a'", { id: 'x' }, 'notAnObject line 1, column 1'],
  ['two values', '{} {}', { id: 'x' }, 'notAnObject line 1, column 1'],
];

const key = fc.constantFrom('id', 'x', "'q r'", 'clientId');
const value = fc.constantFrom(
  "'x'",
  '"y"',
  '`z`',
  "''",
  '1',
  'null',
  'process.env.X',
  "{ id: 'x' }",
  '{}',
  "['a']",
  "'a' as const",
  'f(1, 2)',
  '(a) => a',
);
const member = fc.tuple(key, value).map(([name, text]) => `  ${name}: ${text}`);
const object = fc
  .tuple(fc.array(fc.tuple(member, fc.constantFrom('', ' // why')), { maxLength: 4 }), fc.boolean())
  .map(([members, hasComma]) => {
    const lines = members.map(
      ([text, comment], at) => `${text}${at < members.length - 1 || hasComma ? ',' : ''}${comment}`,
    );
    return ['{', ...lines, '}'].join('\n');
  });
const statement = fc.oneof(
  object.map(text => `module.exports = ${text};`),
  object.map(text => `export const top: Top = ${text} as const`),
  fc
    .tuple(
      key.filter(name => !name.startsWith("'")),
      value,
    )
    .map(([name, text]) => `const ${name} = ${text}`),
  fc.constantFrom("import a from 'b'", '// comment', 'function f() {\n  return 1\n}', '/re"x/.test(a)'),
);
const document = fc.array(statement, { maxLength: 4 }).map(all => `${all.join('\n')}\n`);

describe('the format of modules of constants', () => {
  handlesExamples(javascriptFormat, EXAMPLES);
  const keyPath = fc.constantFrom<KeyPath[]>(
    ['id'],
    ['x'],
    ['top', 'id'],
    ['top', 'new'],
    ['top', 'x', 'id'],
  );
  holdsForDocuments({ format: javascriptFormat, document, keyPath });
  positionsHold({ format: javascriptFormat, document });

  it('reads what a program resolves as references', () => {
    const text = `module.exports = { a: process.env.A, b: x ? 'y' : 'z', c, d: \`${template('e')}\` }`;
    assert.deepEqual(
      entriesIn(javascriptFormat, text).map(entry => entry.split('|', 1)[0]),
      ['a=$'.concat('{process.env.A}'), `b=${EXPRESSION}`, 'c=$'.concat('{c}'), `d=${EXPRESSION}`],
    );
  });

  it('is read alike by Node', async () => {
    const texts = [
      `'"\`\\`,
      '\u0000\u2028\r\n',
      '$'.concat('{x}'),
      '\ud800',
      ...fc.sample(fc.string({ unit: 'binary' }), 60),
    ];
    let module = 'export default {\n  s: \'x\',\n  d: "x",\n  t: `x`,\n};\n';
    for (const text of texts) {
      module = setValues(javascriptFormat, module, { s: text, d: text, t: text, new: text });
      const url = `data:text/javascript,${encodeURIComponent(module)}`;
      assert.deepEqual({ ...(await import(url)).default }, { s: text, d: text, t: text, new: text });
    }
  });

  it('is that of files that are named like configuration', async () => {
    for (const name of [
      'config.js',
      'app.config.mjs',
      'environment.prod.ts',
      'authConfig.ts',
      'msal-config.js',
      'settings.cjs',
      'appconfig.js',
      'auth.ts',
      'config.local.js',
    ])
      assert.equal(await formatOf(`/w/${name}`), javascriptFormat, name);
    for (const name of [
      'index.js',
      'config.d.ts',
      'config.min.js',
      'auth.spec.ts',
      'reconfigure.ts',
      'config.tsx',
      'author.ts',
    ])
      assert.ok(!hasFormat(`/w/${name}`), name);
  });
});

describe('the JSON5 format', () => {
  handlesExamples(json5Format, JSON5);
  holdsForDocuments({
    format: json5Format,
    document: object,
    keyPath: fc.constantFrom<KeyPath[]>(['id'], ['x', 'id'], ['new']),
  });
  positionsHold({ format: json5Format, document: object });

  it('undoes nothing else', () => {
    const text = "{ a: 'b', /* c */ d: .5 }";
    const edited = json5Format.set(text, [{ keyPath: ['a'], value: 'x' }]);
    assert.equal(edited.ok && applyEdits(text, edited.edits), "{ a: 'x', /* c */ d: .5 }");
  });
});
