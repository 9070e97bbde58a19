import assert from 'node:assert/strict';
import { type Outage, OutageWatch } from '../../../src/network/outageWatch.ts';
import { ServiceError } from '../../../src/service/serviceError.ts';

const ORIGIN = 'https://tenant.example';
const DOWN = new ServiceError('unreachable', { detail: 'ECONNREFUSED' });

describe('OutageWatch', () => {
  let nowMs: number;
  let told: (Outage | undefined)[];
  let watch: OutageWatch;

  beforeEach(() => {
    nowMs = 1_000_000;
    told = [];
    watch = new OutageWatch({ nowMs: () => nowMs, changed: (_origin, outage) => told.push(outage) });
  });

  const fail = (times: number, error: unknown = DOWN) => {
    for (let count = 0; count < times; count += 1) watch.report(ORIGIN, error);
  };

  it('ignores a single failure', () => {
    fail(1);
    assert.equal(watch.check(ORIGIN), undefined);
    watch.report(ORIGIN, undefined);
    fail(1);
    assert.equal(watch.check(ORIGIN), undefined);
    assert.deepEqual(told, []);
  });

  it('stops requests to an origin after two failures', () => {
    fail(2);
    assert.equal(watch.check(ORIGIN), DOWN);
    assert.equal(watch.check('https://other.example'), undefined);
    assert.deepEqual(told, [{ error: DOWN, retryAtMs: nowMs + 5_000 }]);
  });

  it('lets one request check the service, and doubles the wait each time, up to two minutes', () => {
    fail(2);
    for (const waitMs of [5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000]) {
      nowMs += waitMs - 1;
      assert.equal(watch.check(ORIGIN), DOWN);
      nowMs += 1;
      assert.equal(watch.check(ORIGIN), undefined);
      assert.equal(watch.check(ORIGIN), DOWN, 'only one');
      fail(1);
    }
  });

  it('ignores failures of requests that were sent before the outage was known', () => {
    fail(9);
    assert.deepEqual(told, [{ error: DOWN, retryAtMs: nowMs + 5_000 }]);
  });

  it('starts with the shortest wait again after the user has asked', () => {
    fail(2);
    nowMs += 5_000;
    watch.check(ORIGIN);
    fail(1);
    watch.forgive();
    watch.check(ORIGIN);
    fail(1);
    assert.deepEqual(
      told.map(outage => (outage?.retryAtMs ?? 0) - nowMs),
      [0, 10_000, 5_000],
    );
  });

  it('lets another request check the service when the first one reports nothing', () => {
    fail(2);
    nowMs += 5_000;
    assert.equal(watch.check(ORIGIN), undefined);
    nowMs += 5_000;
    assert.equal(watch.check(ORIGIN), undefined);
  });

  it('waits as long as Retry-After asks for', () => {
    fail(2, new ServiceError('unavailable', { status: 503, retryAfterMs: 60_000 }));
    nowMs += 59_999;
    assert.ok(watch.check(ORIGIN));
    nowMs += 1;
    assert.equal(watch.check(ORIGIN), undefined);
  });

  const endings = [
    ['an answer', undefined],
    ['a refusal', new ServiceError('forbidden', { status: 403 })],
  ] as const;
  for (const [title, met] of endings) {
    it(`ends the outage after ${title}`, () => {
      fail(2);
      watch.report(ORIGIN, met);
      assert.equal(watch.check(ORIGIN), undefined);
      assert.equal(told.at(-1), undefined);
      assert.equal(told.length, 2);
    });
  }

  it('continues the outage after a cancelled request', () => {
    fail(2);
    watch.report(ORIGIN, new ServiceError('cancelled'));
    assert.equal(watch.check(ORIGIN), DOWN);
  });

  it('lets the next request through when the user asks', () => {
    fail(2);
    watch.forgive();
    assert.equal(watch.check(ORIGIN), undefined);
  });
});
