import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KeyPath } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { httpFormat } from '../../../../src/projectFiles/formats/httpFormat.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';
import { entriesIn, type FormatExample, handlesExamples } from './setInCases.ts';

const REQUEST = '\nPOST {{base}}/token\n\nclient_id={{clientId}}\n';

const FORM = 'Content-Type: application/x-www-form-urlencoded; charset=utf-8\n';
const TOKEN = `### Get token\n# @name token\nPOST https://r.example/identity/connect/token HTTP/1.1\n${FORM}`;

/** Values in the bodies of requests. */
const FORMS: readonly FormatExample[] = [
  [
    'a form on one line, in URL encoding',
    `${TOKEN}\ngrant_type=client_credentials&client_id=<id>&client_secret=PLACEHOLDER\n\n###\nGET /\n`,
    { 'token/client_id': 'x', 'token/client_secret': 'a+b/c=' },
    `${TOKEN}\ngrant_type=client_credentials&client_id=x&client_secret=a%2Bb%2Fc%3D\n\n###\nGET /\n`,
  ],
  [
    'a form on several lines, with blanks and comments',
    `${TOKEN}\ngrant_type = client_credentials &\n  client_id = a &\n# c&client_secret=no\n  client_secret = %41+b \n> {%\n  client_secret = "no"\n%}\n`,
    { 'token/client_secret': '1 2' },
    `${TOKEN}\ngrant_type = client_credentials &\n  client_id = a &\n# c&client_secret=no\n  client_secret = 1%202 \n> {%\n  client_secret = "no"\n%}\n`,
  ],
  [
    'a secret beside the id',
    `${TOKEN}\r\n&client_id=\r\n`,
    { 'token/client_secret': 's', 'token/client_id': 'i' },
    `${TOKEN}\r\n&client_id=i&client_secret=s\r\n`,
  ],
  ['a value that is right already', `${TOKEN}\nx=a+b%2b`, { 'token/x': 'a b+' }, `${TOKEN}\nx=a+b%2b`],
  [
    'a request without a name',
    `GET /\n\n###\nPOST /\n${FORM}\nx=1`,
    { 'request 2/x': '2' },
    `GET /\n\n###\nPOST /\n${FORM}\nx=2`,
  ],
  [
    'requests of one name',
    `### a\nPOST /\n${FORM}\nx=1\n### a\nPOST /\n${FORM}\nx=1\n`,
    { 'a (2)/x': '2' },
    `### a\nPOST /\n${FORM}\nx=1\n### a\nPOST /\n${FORM}\nx=2\n`,
  ],
  ['what is not in URL encoding', `${TOKEN}\nx=%ZZ\n`, { 'token/x': 'a' }, 'notAnObject token.x'],
  ['half of a character', `${TOKEN}\nx=1\n`, { 'token/x': '\ud800' }, 'valueNotCarried token.x'],
  [
    'a header, which is only read',
    `${TOKEN}Authorization: Basic aTpz\n\ngrant_type=client_credentials\n`,
    { 'token/client_secret': 'x' },
    'notAnObject token.client_secret',
  ],
];

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
  ['a request that is missing', '@a = 1\n', { 'b/c': 'x' }, 'notAnObject b.c'],
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
  fc.constantFrom(
    `GET /token\n${FORM}Authorization: Basic i:s`,
    'x=1&client_id=a%20b',
    '&id={{id}}',
    'Authorization: Basic i:s',
  ),
);
const document = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isClosed]) => lines.join(end) + (isClosed ? end : ''));

describe('the format of request files', () => {
  handlesExamples(httpFormat, EXAMPLES);
  handlesExamples(httpFormat, FORMS);
  holdsForDocuments({
    format: httpFormat,
    document,
    keyPath: fc.constantFrom<KeyPath[]>(['id'], ['a.b'], ['new'], ['request 1', 'x'], ['a', 'new']),
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

  for (const [title, header, ...found] of [
    ['Base64', 'Basic aTpz', 'token/client_id=i|', 'token/client_secret=s|aTpz'],
    ['a text', 'basic i:s', 'token/client_id=i|i', 'token/client_secret=s|s'],
    ['two words', 'Basic i s', 'token/client_id=i|i', 'token/client_secret=s|s'],
    [
      'encoded parts',
      'Basic aSUyMDE6cyUzRA==',
      'token/client_id=i 1|',
      'token/client_secret=s=|aSUyMDE6cyUzRA==',
    ],
    ['references', 'Basic {{id}}:{{secret}}'],
    ['another scheme', 'Bearer abc'],
    ['a value without a pair of id and secret', 'Basic aaaa'],
  ] as const)
    it(`reads the header of a request for a token: ${title}`, () =>
      assert.deepEqual(entriesIn(httpFormat, `${TOKEN}Authorization: ${header}\n`), found));

  it('reads references in forms, but not those to variables of the file', () => {
    const text = `@id = i\n${TOKEN}\nclient_id={{id}}&client_secret={{$dotenv S}}&x={{host}}\n`;
    assert.deepEqual(entriesIn(httpFormat, text), [
      'id=i|i',
      'token/client_secret={{$dotenv S}}|{{$dotenv S}}',
      'token/x={{host}}|{{host}}',
    ]);
  });

  it('reads no other bodies, and no user of another service', () => {
    for (const text of [
      'POST /\nContent-Type: application/json\n\nclient_id=a\n',
      'POST /\n\nclient_id=a\n',
      'GET https://r.example/users\nAuthorization: Basic u:p\n',
    ])
      assert.deepEqual(entriesIn(httpFormat, text), []);
  });

  for (const name of ['token.http', 'token.rest'])
    it(`is the format of ${name}`, async () => assert.equal(await formatOf(`/w/${name}`), httpFormat));
});
