import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { redact, redactForeign } from '../../../src/secret/redaction.ts';
import { SecretText } from '../../../src/secret/secretText.ts';

/** A value as the service issues them: base64url. */
const issued = fc.stringMatching(/^[\w-]{24,80}$/);

/** A value with every sign that a format escapes. */
const odd = fc.stringMatching(/^[\w+/='"\\ &<>%-]{12,40}$/).filter(value => value.trim() === value);

describe('redact', () => {
  it('removes a known value from text, forms and JSON', () => {
    const value = new SecretText('a+b/c="d"').reveal();
    const written = [value, `x=${encodeURIComponent(value)}&y`, JSON.stringify({ v: value })].join('\n');
    assert.doesNotMatch(redact(written), /a\+b|a%2Bb/);
  });

  const shapes = [
    ['a token', 'got eyJhbGciOiJSUzI1NiJ9.eyJ0aWQiOiJ4In0.c2lnbmF0dXJl back', 'got [secret] back'],
    ['a bearer header', 'authorization: Bearer abcdefghijkl', 'authorization: Bearer [secret]'],
    ['a form field', 'client_id=1&client_secret=hush-hush&x=2', 'client_id=1&client_secret=[secret]&x=2'],
    ['a field of an answer', '{"Secret": "hush", "Id": 1}', '{"Secret": "[secret]", "Id": 1}'],
    ['an address with a password', 'http://me:hush@proxy.example:8', 'http://[secret]@proxy.example:8'],
    ['the code of a redirect', 'GET /callback?code=hush&x=1', 'GET /callback?code=[secret]&x=1'],
    [
      'a field that the inspector prints',
      "{ access_token: 'hush', n: 1 }",
      "{ access_token: '[secret]', n: 1 }",
    ],
  ] as const;
  for (const [title, text, expected] of shapes) {
    it(`removes ${title} that is not known`, () => assert.equal(redact(text), expected));
  }

  it('removes a known token at every position', () => {
    const token = (serial: number) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'RS256' })}.${part({ serial })}.${'s'.repeat(300)}`;
    };
    for (let serial = 0; serial < 3; serial += 1) new SecretText(token(serial));
    for (const around of ['', 'x', '_', '%20', '"']) {
      assert.equal(redact(`${around}${token(1)}"`), `${around}[secret]"`);
    }
  });

  /** How a value gets into a text, whatever stands around it. */
  const forms: readonly (readonly [string, (value: string) => string])[] = [
    ['as it is', value => value],
    ['URI-encoded', value => encodeURIComponent(value)],
    [
      'URI-encoded in small letters',
      value => encodeURIComponent(value).replace(/%../g, code => code.toLowerCase()),
    ],
    ['in a form', value => new URLSearchParams({ q: value }).toString()],
    ['in JSON', value => JSON.stringify({ q: value })],
    ['in JSON in JSON', value => JSON.stringify({ q: JSON.stringify({ q: value }) })],
    ['as the inspector prints it', value => inspect({ q: value })],
    ['in Base64', value => Buffer.from(value).toString('base64')],
    ['in Base64 after other text', value => Buffer.from(`id:${value}`).toString('base64')],
    ['in base64url', value => Buffer.from(`${value}x`).toString('base64url')],
    ['hexadecimal', value => Buffer.from(value).toString('hex')],
  ];
  for (const [title, write] of forms) {
    it(`removes known values that are written ${title}`, () => {
      fc.assert(
        fc.property(fc.oneof(issued, odd), fc.string(), fc.string(), (value, before, after) => {
          new SecretText(value);
          const written = write(value);
          assert.ok(!redact(`${before} ${written} ${after}`).includes(written));
        }),
        { numRuns: 60 },
      );
    });
  }

  const bytesOf = (value: string) => [...Buffer.from(value)];
  const inHexadecimal = (value: string) => bytesOf(value).map(byte => byte.toString(16).padStart(2, '0'));
  const utf16 = (value: string) => Buffer.from(value, 'utf16le');
  const inUnits = (value: string, write: (hex: string) => string) =>
    [...value].map(unit => write(unit.charCodeAt(0).toString(16).padStart(4, '0'))).join('');

  /** Values with signs of every kind, and how programs write them in rarer ways. */
  const VALUES = [
    'Zx9Kq3Lm8Pw2Rt5Yv7Bn1Dc4Fg6Hj0Sa',
    'pässwörd-ü-12345',
    'a+b/c="d"&\'x\\y',
    'short9!Q',
    "o'c$H`x`99",
  ];
  const rareForms: Readonly<Record<string, (value: string) => string>> = {
    'URI-encoded twice': value => encodeURIComponent(encodeURIComponent(value)),
    'URI-encoded, every byte': value =>
      inHexadecimal(value)
        .map(byte => `%${byte}`)
        .join(''),
    'URI-encoded as Latin-1': value => escape(value),
    'in Base64 in Base64': value => Buffer.from(Buffer.from(value).toString('base64')).toString('base64'),
    'in Base64 in an address': value => encodeURIComponent(Buffer.from(`>>>${value}`).toString('base64')),
    'in lines of Base64': value => Buffer.from(value).toString('base64').replace(/.{8}/g, '$&\r\n'),
    'in Base64 of UTF-16': value => utf16(value).toString('base64'),
    'in Base64 of UTF-16 after a byte': value =>
      Buffer.concat([Buffer.from('x'), utf16(value)]).toString('base64'),
    'in Base64 of Latin-1': value => Buffer.from(value, 'latin1').toString('base64'),
    'hexadecimal, of UTF-16': value => utf16(value).toString('hex'),
    'as UTF-16 that is read as Latin-1': value => utf16(value).toString('latin1'),
    'as UTF-8 that is read as Latin-1': value => Buffer.from(value).toString('latin1'),
    'hexadecimal, with colons': value => inHexadecimal(value).join(':'),
    'as a buffer in the inspector': value => inspect(Buffer.from(value)),
    'as a list of bytes in the inspector': value => inspect(new Uint8Array(Buffer.from(value))),
    'as a buffer in JSON': value => JSON.stringify(Buffer.from(value)),
    'in JSON, in ASCII': value => inUnits(value, hex => `\\u${hex}`),
    'in JSON for HTML': value =>
      JSON.stringify(value).replace(/[<>&']/g, sign => inUnits(sign, hex => `\\u${hex}`)),
    'in JSON, four times': value => [1, 2, 3, 4].reduce(text => JSON.stringify(text), value),
    'in the escapes of a program': value =>
      inHexadecimal(value)
        .map(byte => `\\x${byte}`)
        .join(''),
    'in octal escapes': value =>
      bytesOf(value)
        .map(byte => `\\${byte.toString(8).padStart(3, '0')}`)
        .join(''),
    'in HTML, decimal': value => value.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`),
    'in HTML, hexadecimal': value =>
      value.replace(/[&<>"']/g, sign => `&#x${sign.charCodeAt(0).toString(16)};`),
    'for a shell': value => `'${value.replaceAll("'", String.raw`'\''`)}'`,
    'for a shell, between double quotes': value => `"${value.replace(/["$`\\]/g, '\\$&')}"`,
    'for a shell, without quotes': value => value.replace(/[^\w-]/g, '\\$&'),
    'in YAML': value => `'${value.replaceAll("'", "''")}'`,
    'in CSV': value => `"${value.replaceAll('"', '""')}"`,
    'in several lines': value => value.replace(/.{7}/gu, '$&\n  '),
    'in the decomposed form of Unicode': value => value.normalize('NFD'),
  };
  for (const [title, write] of Object.entries(rareForms)) {
    it(`removes known values that are written ${title}`, () => {
      for (const value of VALUES) {
        new SecretText(value);
        const written = write(value);
        const log = redact(`before ${written} after`);
        assert.ok(log.includes('[secret]'), `${written} → ${log}`);
        assert.ok(log.startsWith('before ') && log.endsWith(' after'), log);
      }
    });
  }

  it('removes a very short known value where it is a word, and leaves words that contain it', () => {
    new SecretText('quux');
    const [alone, inside] = ['p=quux; "quux" (quux)', 'quux_type requux quux-1'];
    assert.equal(redact(`${alone} ${inside}`), `p=[secret]; "[secret]" ([secret]) ${inside}`);
  });

  it('removes what is left of a known value in a text that was cut', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(20), (serial, cut) => {
        const value = createHash('sha256').update(String(serial)).digest('base64url');
        new SecretText(value);
        for (const part of [value.slice(0, -1 - (cut % 8)), value.slice(1 + (cut % 8))])
          assert.equal(redact(`(${part})`), '([secret])');
      }),
    );
  });

  /** Texts in which a value that is not known stands at a name that says what it is. */
  const structures: readonly (readonly [string, (name: string, value: string) => string])[] = [
    ['JSON', (name, value) => JSON.stringify({ a: [{ [name]: value, b: 1 }] })],
    ['indented JSON', (name, value) => JSON.stringify({ [name]: value }, undefined, 2)],
    ['JSON in JSON', (name, value) => JSON.stringify({ body: JSON.stringify({ [name]: value }) })],
    ['JSON that was cut', (name, value) => JSON.stringify({ [name]: value }).slice(0, -4)],
    ['a list in JSON', (name, value) => JSON.stringify({ [name]: [value, value] })],
    ['a form', (name, value) => new URLSearchParams({ x: '1', [name]: value, y: '2' }).toString()],
    ['a header', (name, value) => `${name}: ${value}\r\nhost: x`],
    ['the inspector', (name, value) => inspect({ body: { [name]: value } }, { depth: 9 })],
    ['the inspector, for a map', (name, value) => inspect(new Map([[name, value]]))],
    ['the inspector, for headers', (name, value) => inspect(new Headers({ [name]: value }))],
    ['the inspector, for a form', (name, value) => inspect(new URLSearchParams({ [name]: value }))],
    ['raw headers', (name, value) => inspect(['host', 'x', name, value])],
    ['a list of pairs', (name, value) => JSON.stringify([[name, value]])],
    ['named values', (name, value) => JSON.stringify([{ name, value }])],
    [
      'JSON in the output of the inspector',
      (name, value) => inspect({ b: JSON.stringify({ [name]: value }) }),
    ],
    ['XML', (name, value) => `<a><${name}>${value}</${name}></a>`],
    ['a multipart form', (name, value) => `form-data; name="${name}"\r\n\r\n${value}\r\n--`],
    ['an escaped address', (name, value) => `/x%3F${name}%3D${value}%26y`],
  ];
  const NAMES = [
    'access_token',
    'accessToken',
    'refresh_token',
    'id_token',
    'client_secret',
    'ClientSecret',
    'Secret',
    'device_code',
    'code_verifier',
    'password',
    'Authorization',
    'Proxy-Authorization',
    'Set-Cookie',
    'X-Api-Key',
    'client_assertion',
  ];
  for (const [title, write] of structures) {
    it(`removes values that are not known, in ${title}`, () => {
      for (const name of NAMES) {
        const text = write(name, 'qZ.7-hush_hush~x');
        assert.ok(!redact(text).includes('hush'), `${text} → ${redact(text)}`);
      }
    });
  }

  for (const [title, text] of [
    ['beginnings of tokens', 'eyJ'.repeat(100_000)],
    ['dots', `eyJ${'.'.repeat(300_000)}`],
    ['spaces', `bearer${' '.repeat(300_000)}`],
    ['quotes', '"secret":"'.repeat(30_000)],
    ['brackets', 'secret:['.repeat(40_000)],
    ['backslashes', `secret:"${'\\"'.repeat(150_000)}`],
    ['names', 'secret'.repeat(50_000)],
    ['names with blanks', `secret${' '.repeat(1000)}`.repeat(300)],
    ['addresses', 'http://'.repeat(40_000)],
    ['one letter', 'A'.repeat(300_000)],
    ['digits', '0'.repeat(300_000)],
    ['escapes', '\\'.repeat(300_000)],
    ['escaped percent signs', '%25'.repeat(100_000)],
    ['bytes', '00 '.repeat(100_000)],
    ['numbers', '1,'.repeat(150_000)],
    ['ends of lines', '\r\n        '.repeat(30_000)],
    ['entities', '&#x'.repeat(100_000)],
  ] as const) {
    it(`handles a long text of ${title}`, () => {
      new SecretText('A'.repeat(100));
      new SecretText('0'.repeat(40));
      assert.ok(redact(text).length > 0);
    });
  }

  it('leaves other text unchanged', () => {
    const texts = [
      'GET /api/v1/Tenants/1/ClientCredentialClients?skip=0 → 403, operation 5f0c',
      'DELETE /api/v1/Tenants/1/HybridClients/2/Secrets/4',
      'token_type: Bearer, token_endpoint: https://x.example/identity/connect/token',
      '{"SecretId":4,"ClientSecretIds":[1]}',
      '[secret] client_secret=[secret]&x "access_token":"[secret]"',
    ];
    // In a process of its own: this one knows the values of other tests, and some of them are in these texts.
    const program = `import { redact } from ${JSON.stringify(path.resolve('src/secret/redaction.ts'))};
      process.stdout.write(JSON.stringify(JSON.parse(process.argv[1]).map(redact)));`;
    const args = ['--input-type=module', '--eval', program, JSON.stringify(texts)];
    const redacted = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    assert.deepEqual(redacted, texts);
  });
});

describe('redactForeign', () => {
  it('removes words that look like chance', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), bytes => {
        const token = Buffer.from(bytes).toString('base64url');
        fc.pre(/\d/.test(token));
        assert.equal(redactForeign(`the server said ${token}, twice`), 'the server said [secret], twice');
      }),
    );
  });

  it('removes tokens of several parts', () => {
    for (let serial = 0; serial < 200; serial += 1) {
      const bytes = createHash('sha512').update(String(serial)).digest();
      for (const token of [bytes.toString('base64'), bytes.toString('base64url').replace(/.{15}/g, '$&.')])
        assert.equal(redactForeign(`the server said ${token}, twice`), 'the server said [secret], twice');
    }
  });

  it('leaves GUIDs, and names of programs', () => {
    for (const text of [
      'no client 2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f',
      'UND_ERR_CONNECT_TIMEOUT in processClientCredentialsResponse',
      'cannot read connect-client-credentials',
      "ENOENT: no such file, open '/home/Jo/My Projects/app-2/node_modules/@scope/Name/v1.2/index.d.ts'",
      'https://uswe.example.com/api/v1/Tenants/2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f/ClientCredentialClients',
      'at 2026-11-30T08:51:47.123Z with undici/6.21.3 and node-v24.21.0-linux-x64',
      '"response" is not a conform Token Endpoint response (unexpected HTTP status code)',
    ])
      assert.equal(redactForeign(text), text);
  });
});
