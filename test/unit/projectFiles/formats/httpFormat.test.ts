import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KeyPath } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { httpFormat } from '../../../../src/projectFiles/formats/httpFormat.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';
import { entriesIn, type FormatExample, handlesExamples } from './setInCases.ts';

const REQUEST = '\nPOST {{base}}/token\n\nclient_id={{clientId}}\n';

const EXAMPLES: readonly FormatExample[] = [
  ['an empty file', '', { clientId: 'x', clientSecret: 's' }, '@clientId = x\n@clientSecret = s\n'],
  ['a file without variables', 'GET /a\r\n', { clientId: 'x' }, '@clientId = x\r\n\r\nGET /a\r\n'],
  [
    'variables in their style',
    `@base=https://r.example  \n@clientId=PLACEHOLDER\n@other=1\n${REQUEST}`,
    { clientId: 'x y', clientSecret: 's' },
    `@base=https://r.example  \n@clientId=x y\n@clientSecret=s\n@other=1\n${REQUEST}`,
  ],
  ['an empty value', '@clientId =\n', { clientId: 'x' }, '@clientId =x\n'],
  ['lazy variables of httpYac', '@clientId := a\n', { clientId: 'x' }, '@clientId := x\n'],
  ['the last of two', '@a = 1\n@a = 2\n', { a: 'x' }, '@a = 1\n@a = x\n'],
  [
    'a variable that is asked for',
    '# @prompt clientSecret Your secret\nGET /\n',
    { clientSecret: 's' },
    'notAnObject clientSecret',
  ],
  ['blanks at the end', '@a = 1\n', { a: 'x ' }, 'valueNotCarried a'],
  ['an escape', '@a = 1\n', { a: 'x\\n' }, 'valueNotCarried a'],
  ['braces of a reference', '@a = 1\n', { a: '{{x}}' }, 'valueNotCarried a'],
  ['a name with a blank', '@a = 1\n', { 'b c': 'x' }, 'valueNotCarried b c'],
];

const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('@', '  @'),
      fc.constantFrom('id', 'a.b', 'c'),
      fc.constantFrom('=', ' = ', ' := '),
      fc.stringMatching(/^[ -~]{0,12}$/),
    )
    .map(parts => parts.join('')),
  fc.constantFrom('', '### a', 'GET /', '# @prompt asked', '# @id = 1', '{ "a": "@id = 1" }'),
);
const document = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isClosed]) => lines.join(end) + (isClosed ? end : ''));

describe('the format of request files', () => {
  handlesExamples(httpFormat, EXAMPLES);
  holdsForDocuments({
    format: httpFormat,
    document,
    keyPath: fc.constantFrom<KeyPath[]>(['id'], ['a.b'], ['new']),
  });
  positionsHold({ format: httpFormat, document });

  it('reads references as they are written', () => {
    const text = '@a = {{$dotenv X}}\n// @prompt b\n@c = {{$processEnv Y}}  \n';
    assert.deepEqual(entriesIn(httpFormat, text), [
      'a={{$dotenv X}}|{{$dotenv X}}',
      'b={{b}}|// @prompt b',
      'c={{$processEnv Y}}|{{$processEnv Y}}',
    ]);
  });

  for (const name of ['token.http', 'token.rest'])
    it(`is the format of ${name}`, async () => assert.equal(await formatOf(`/w/${name}`), httpFormat));
});
