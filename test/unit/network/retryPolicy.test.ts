import assert from 'node:assert/strict';
import fc from 'fast-check';
import { retryDelayMs } from '../../../src/network/retryPolicy.ts';
import { ServiceError, type ServiceErrorCode } from '../../../src/service/serviceError.ts';

describe('retryDelayMs', () => {
  const get = { method: 'GET', path: '' } as const;
  const post = { method: 'POST', path: '' } as const;

  it("doesn't repeat a request after a failure that doesn't pass by itself", () => {
    for (const code of [
      'badRequest',
      'forbidden',
      'notFound',
      'conflict',
      'malformedAnswer',
      'cancelled',
    ] as const) {
      assert.equal(retryDelayMs(get, new ServiceError(code), 1, 0.5), undefined);
    }
    assert.equal(
      retryDelayMs(get, new ServiceError('unreachable', { detail: 'ENOTFOUND' }), 1, 0.5),
      undefined,
    );
  });

  it('waits at most ten seconds, and repeats no POST that may have taken effect', () => {
    const codes: readonly ServiceErrorCode[] = [
      'timedOut',
      'tooManyRequests',
      'unavailable',
      'unreachable',
      'serverFault',
    ];
    const facts = fc.record(
      { retryAfterMs: fc.nat(), status: fc.constantFrom(408, 429, 503, 504) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        facts,
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (code, fact, attempt, random) => {
          const error = new ServiceError(code, fact);
          const delay = retryDelayMs(get, error, attempt, random);
          assert.ok(
            delay === undefined || (delay >= (fact.retryAfterMs ?? 0) && delay <= 10_000 && attempt < 4),
          );
          const turnedAway =
            code === 'tooManyRequests' || (fact.status === 503 && fact.retryAfterMs !== undefined);
          if (!turnedAway) assert.equal(retryDelayMs(post, error, attempt, random), undefined);
        },
      ),
    );
  });
});
