import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KeyPath } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { tfvarsFormat } from '../../../../src/projectFiles/formats/tfvars/tfvarsFormat.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';
import { entriesIn, type FormatExample, handlesExamples } from './setInCases.ts';

/** Makes a template, which is one for Terraform only. */
const template = (inside: string) => '${'.concat(inside, '}');

const EXAMPLES: readonly FormatExample[] = [
  [
    'an empty file',
    '',
    { cds_client_id: 'x', cds_client_secret: 's' },
    'cds_client_id = "x"\ncds_client_secret = "s"\n',
  ],
  [
    'a column of signs',
    'region            = "eu"\ncds_client_id     = "" # the id\n\nsize = 1\n',
    { cds_client_id: 'x', cds_client_secret: 's' },
    'region            = "eu"\ncds_client_id     = "x" # the id\ncds_client_secret = "s"\n\nsize = 1\n',
  ],
  ['a file without a last line end', 'a="1"', { a: '2', b: '3' }, 'a="2"\nb="3"'],
  ['CRLF', 'a = "1"\r\n', { b: '3' }, 'a = "1"\r\nb = "3"\r\n'],
  [
    'comments',
    '# a = "0"\n// a = "0"\n/* a = "0"\n*/\na = "1"\n',
    { a: '2' },
    '# a = "0"\n// a = "0"\n/* a = "0"\n*/\na = "2"\n',
  ],
  [
    'a map on one line',
    'c = { id = "1" }\n',
    { 'c/id': 'x', 'c/secret': 's' },
    'c = { id = "x", secret = "s" }\n',
  ],
  [
    'a map with colons and commas',
    'c = {\n  "id" : "1",\n}\n',
    { 'c/secret': 's' },
    'c = {\n  "id" : "1",\n  "secret" : "s",\n}\n'.replace('"secret" :', 'secret ='),
  ],
  [
    'a map on several lines',
    'c = {\n  id = "1" # id\n}\n',
    { 'c/secret': 's', 'c/deep/x': 'y' },
    'c = {\n  id = "1" # id\n  secret = "s"\n  deep = {\n    x = "y"\n  }\n}\n',
  ],
  ['an empty map', 'c = {}\n', { 'c/id': 'x' }, 'c = {\n  id = "x"\n}\n'],
  ['a new map', 'a = 1\n', { 'c/id': 'x' }, 'a = 1\nc = {\n  id = "x"\n}\n'],
  [
    'lists',
    'c = [\n  { id = "1" }, # one\n  "a",\n]\n',
    { 'c/0/id': 'x', 'c/1': 'b' },
    'c = [\n  { id = "x" }, # one\n  "b",\n]\n',
  ],
  ['escapes', 'a = "\\u00fc\\"\\\\\\n"\n', { a: 'ü"\\\n\t' }, 'a = "ü\\"\\\\\\n\\t"\n'],
  ['signs of templates', 'a = ""\n', { a: `${template('x')}%{y}$z` }, `a = "$${template('x')}%%{y}$z"\n`],
  ['signs that readers take for others', 'a = ""\n', { a: `$${template('x')}` }, 'valueNotCarried a'],
  ['null', 'a = null\n', { a: 'x' }, 'a = "x"\n'],
  ['a template', `a = "${template('x')}"\n`, { a: 'y' }, 'notAnObject a'],
  ['a number', 'a = 1\n', { a: 'y' }, 'notAnObject a'],
  [
    'a heredoc',
    'a = <<-EOT\n  b = "c"\n  EOT\nb = "1"\n',
    { b: '2' },
    'a = <<-EOT\n  b = "c"\n  EOT\nb = "2"\n',
  ],
  ['a heredoc as the value', 'a = <<E\nx\nE\n', { a: 'y' }, 'notAnObject a'],
  ['the last of two', 'a = "1"\na = "2"\n', { a: '3' }, 'a = "1"\na = "3"\n'],
  ['a call', 'a = file("x")\n', { b: 'y' }, 'notParsable line 1, column 5'],
  ['a block', 'variable "a" {\n}\n', { b: 'y' }, 'notParsable line 1, column 10'],
  ['an unclosed heredoc', 'a = <<E\nx\n', { b: 'y' }, 'notParsable line 1, column 5'],
  ['two values on a line', 'a = "1" b = "2"\n', { b: 'y' }, 'notParsable line 1, column 9'],
  ['a deep text', `a = ${'['.repeat(200)}`, { b: 'y' }, 'tooComplex line 1, column 105'],
];

const name = fc.constantFrom('id', 'client_id', 'x', '"q"');
const scalar = fc.constantFrom(
  '1',
  'true',
  '"x"',
  '""',
  'null',
  '"a\\"b"',
  '<<E\nx = "y"\nE',
  '["a", 1]',
  '{ id = "x", k : 2 }',
  '{}',
);
const line = fc.oneof(
  fc.tuple(name, fc.constantFrom(' = ', '=', '   = '), scalar).map(parts => parts.join('')),
  fc.constantFrom('# comment', '', 'top = {\n  id = "x" # c\n  y = 1\n}', 'c = "x" // why'),
);
const document = fc
  .tuple(fc.array(line, { maxLength: 7 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isClosed]) => (lines.join('\n') + (isClosed ? '\n' : '')).replaceAll('\n', end));

describe('the format of variables for Terraform', () => {
  handlesExamples(tfvarsFormat, EXAMPLES);
  const keyPath = fc.constantFrom<KeyPath[]>(
    ['id'],
    ['x'],
    ['top', 'id'],
    ['top', 'new'],
    ['new', 'key'],
    ['x', '0'],
  );
  holdsForDocuments({ format: tfvarsFormat, document, keyPath });
  positionsHold({ format: tfvarsFormat, document });

  it('reads a template as a reference', () => {
    const text = `a = "${template('x')}-b"\n`;
    assert.deepEqual(entriesIn(tfvarsFormat, text), [`a=${template('expression')}|"${template('x')}-b"`]);
  });

  for (const file of ['terraform.tfvars', 'prod.auto.tfvars'])
    it(`is the format of ${file}`, async () => assert.equal(await formatOf(`/w/${file}`), tfvarsFormat));
});
