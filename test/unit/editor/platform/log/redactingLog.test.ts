import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redactingLog } from '../../../../../src/editor/platform/log/redactingLog.ts';
import { SecretText } from '../../../../../src/secret/secretText.ts';
import { ServiceError } from '../../../../../src/service/serviceError.ts';
import { SignInError } from '../../../../../src/signIn/signInError.ts';

function openLog() {
  const lines: string[] = [];
  const take = (line: string | Error) => {
    lines.push(String(line));
  };
  const log = redactingLog({ info: take, warn: take, error: take, logLevel: 3 });
  return { log, text: () => lines.join('\n') };
}

/** Ways in which a library attaches an answer, a header or a token to something. */
const carriers: readonly ((token: string) => unknown)[] = [
  token => ({ access_token: token, token_type: 'odd' }),
  token => ({ body: { data: [{ deep: { deeper: { deepest: token } } }] } }),
  token => token,
  token => [token],
  token => [['authorization', `Bearer ${token}`]],
  token => new Map([['x', token]]),
  token => new Set([token]),
  token => new Headers({ 'x-anything': token }),
  token => new URLSearchParams({ any: token }),
  token => new Response(token, { headers: { 'set-cookie': `a=${token}` } }),
  token => Buffer.from(JSON.stringify({ any: token })),
  token => JSON.stringify({ any: token }),
  token => `any=${token}&b=1`,
  token => Object.assign(() => token, { token }),
  token => Symbol(token),
  token => ({
    get body() {
      return token;
    },
  }),
  token => ({ toJSON: () => token, toString: () => token }),
  token => Object.create({ inherited: token }),
  token => new Proxy({ token }, {}),
  token => ({ [Symbol.for('nodejs.util.inspect.custom')]: () => token }),
];

/** Ways in which something hangs at an error. */
const places: readonly ((error: Error, carried: unknown, token: string) => Error)[] = [
  (error, cause) => new Error('outer', { cause: Object.assign(error, { cause }) }),
  (error, body) => Object.assign(error, { body }),
  (error, response) => Object.defineProperty(error, 'response', { value: response, configurable: true }),
  (error, carried) => Object.assign(error, { [Symbol('kept')]: carried }),
  (error, carried) => Object.assign(error, { code: carried, status: carried, path: carried }),
  (error, carried) => new AggregateError([error, carried, Object.assign(new Error('x'), { carried })]),
  (error, carried) => Object.assign(error, { errors: [carried], facts: { detail: carried, carried } }),
  (error, carried, token) => Object.assign(error, { message: `refused: ${token}`, carried }),
  (error, _carried, token) => new Error(`it said ${JSON.stringify({ any: token })}`, { cause: error }),
  (error, carried, token) => Object.assign(error, { stack: `Error: ${token}\n    at x (y.js:1:1)`, carried }),
  (error, _carried, token) => Object.assign(error, { name: token }),
  (error, carried) => new SignInError('refused', { cause: Object.assign(error, { cause: carried }) }),
  (error, carried) => new ServiceError('badRequest', { status: 400 }, Object.assign(error, { carried })),
  (error, _carried, token) => new ServiceError('badRequest', { reason: `no: ${token}` }, error),
  (_error, _carried, token) => {
    try {
      return JSON.parse(token);
    } catch (cause) {
      return new Error('unreadable', { cause });
    }
  },
];

const opaque = fc
  .uint8Array({ minLength: 32, maxLength: 48 })
  .map(bytes => Buffer.from(bytes).toString('base64url'))
  .filter(token => /\d/.test(token));

describe('redactingLog', () => {
  it('redacts everything, including the causes of errors', () => {
    const { log, text } = openLog();
    new SecretText('canary-value');
    log.info('canary-value');
    log.warn('has canary-value in it');
    log.error(new Error('outer', { cause: new Error('inner canary-value') }));
    assert.equal(text().match(/\[secret\]/g)?.length, 3);
    assert.doesNotMatch(text(), /canary/);
    assert.match(text(), /inner/);
  });

  it('writes no opaque token that is anywhere in a tree of errors', () => {
    const step = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...carriers));
    fc.assert(
      fc.property(opaque, fc.array(step, { minLength: 1, maxLength: 5 }), (token, steps) => {
        const { log, text } = openLog();
        const tree = steps.reduce<Error>(
          (error, [hang, carry]) => hang(error, carry(token), token),
          new TypeError('fetch failed'),
        );
        log.error(tree);
        for (let at = 0; at + 12 <= token.length; at += 1)
          assert.ok(!text().includes(token.slice(at, at + 12)), text());
        assert.ok(!text().includes(Buffer.from(token).toString('hex').slice(0, 20)));
      }),
      { numRuns: 500 },
    );
  });

  it('writes nothing of what is thrown and is no error', () => {
    for (const carry of carriers) {
      const { log, text } = openLog();
      log.error(carry('tOk3n-aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789'));
      assert.doesNotMatch(text(), /aBcDeFg/);
    }
  });

  it('says what failed and where: codes, statuses, causes and lines of the stack', () => {
    const { log, text } = openLog();
    const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
    const cause = new TypeError('fetch failed', { cause: reset });
    log.error(new ServiceError('unreachable', { request: 'GET /Clients', operationId: 'op-1' }, cause));
    for (const part of [
      /^ServiceError: unreachable: GET \/Clients$/m,
      /^ {4}at .*redactingLog\.test/m,
      /caused by TypeError: fetch failed/,
      /caused by Error: read ECONNRESET/,
      /code: ECONNRESET/,
      /operationId: op-1/,
    ])
      assert.match(text(), part);
  });

  it('ends for errors that are their own cause', () => {
    const { log, text } = openLog();
    const error = new Error('round');
    log.error(Object.assign(error, { cause: error }));
    assert.match(text(), /circular/);
  });
});
