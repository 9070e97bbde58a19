import assert from 'node:assert/strict';
import { AnswerError } from '../../../src/network/answerError.ts';
import { type NetworkFailureCode, readNetworkFailure } from '../../../src/network/networkFailure.ts';
import { ProxyError } from '../../../src/network/proxyError.ts';

const withCode = (code: string, options?: ErrorOptions) => Object.assign(new Error(code, options), { code });

const nested = (levels: number): Error =>
  levels === 0 ? withCode('ECONNREFUSED') : new Error('outer', { cause: nested(levels - 1) });

describe('readNetworkFailure', () => {
  const cases: readonly (readonly [error: Error, NetworkFailureCode, neverSent: boolean, detail?: string])[] =
    [
      [withCode('ECONNREFUSED'), 'unreachable', true, 'ECONNREFUSED'],
      [withCode('ECONNRESET'), 'unreachable', false, 'ECONNRESET'],
      [new Error('no code'), 'unreachable', false],
      [withCode('SELF_SIGNED_CERT_IN_CHAIN'), 'tlsNotTrusted', true, 'SELF_SIGNED_CERT_IN_CHAIN'],
      [withCode('CERT_REVOKED'), 'tlsNotTrusted', true, 'CERT_REVOKED'],
      [new ProxyError('ERR_PROXY_AUTHORIZATION', 'proxy:1, 407'), 'proxyRefused', true, 'proxy:1, 407'],
      [new ProxyError('ERR_PROXY_UNREACHABLE', 'proxy:1'), 'proxyUnreachable', true, 'proxy:1'],
      [withCode('UND_ERR_BODY_TIMEOUT'), 'timedOut', false, 'UND_ERR_BODY_TIMEOUT'],
      [new AnswerError('ERR_ANSWER_TOO_SLOW'), 'timedOut', false, 'ERR_ANSWER_TOO_SLOW'],
      [new AnswerError('ERR_ANSWER_TOO_LARGE'), 'answerTooLarge', false, 'ERR_ANSWER_TOO_LARGE'],
      [withCode('Z_DATA_ERROR'), 'malformedAnswer', false, 'Z_DATA_ERROR'],
      [withCode('__proto__'), 'unreachable', false, '__proto__'],
      [new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }), 'unreachable', true, 'ENOTFOUND'],
      [new AggregateError([withCode('EHOSTUNREACH')]), 'unreachable', true, 'EHOSTUNREACH'],
      [nested(4), 'unreachable', true, 'ECONNREFUSED'],
      [nested(5), 'unreachable', false],
    ];
  for (const [error, code, neverSent, detail] of cases) {
    const sent = neverSent ? 'never sent' : 'possibly sent';
    it(`reads ${error.name} (${detail ?? error.message}) as ${code}, ${sent}`, () => {
      assert.deepEqual(readNetworkFailure(error), { code, neverSent, detail, cause: error });
    });
  }

  it('drops the cause that quotes an answer, which can contain a secret', () => {
    const cause = Object.assign(withCode('HPE_INVALID_CONSTANT'), {
      name: 'HTTPParserError',
      data: 'canary',
    });
    const failure = readNetworkFailure(new TypeError('fetch failed', { cause }));
    assert.equal(failure.code, 'malformedAnswer');
    assert.equal(failure.cause, undefined);
    assert.equal(failure.detail, 'HTTPParserError');
  });

  it('reads what is no error as a broken connection', () => {
    for (const thrown of [undefined, null, 'text', 7])
      assert.equal(readNetworkFailure(thrown).code, 'unreachable');
  });
});
