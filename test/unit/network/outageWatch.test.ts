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

  it('takes one failure for a hiccup', () => {
    fail(1);
    assert.equal(watch.check(ORIGIN), undefined);
    watch.report(ORIGIN, undefined);
    fail(1);
    assert.equal(watch.check(ORIGIN), undefined);
    assert.deepEqual(told, []);
  });

  it('holds requests back after two, for this origin alone', () => {
    fail(2);
    assert.equal(watch.check(ORIGIN), DOWN);
    assert.equal(watch.check('https://other.example'), undefined);
    assert.deepEqual(told, [{ error: DOWN, retryAtMs: nowMs + 5_000 }]);
  });

  it('lets one request find out, and waits twice as long each time, up to two minutes', () => {
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

  it('is told nothing new by requests that were under way', () => {
    fail(9);
    assert.deepEqual(told, [{ error: DOWN, retryAtMs: nowMs + 5_000 }]);
  });

  it('begins with short waits again after somebody has asked', () => {
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

  it('lets another one find out when nobody hears of the first', () => {
    fail(2);
    nowMs += 5_000;
    assert.equal(watch.check(ORIGIN), undefined);
    nowMs += 5_000;
    assert.equal(watch.check(ORIGIN), undefined);
  });

  it('waits as long as the service asks for', () => {
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
    it(`ends with ${title}`, () => {
      fail(2);
      watch.report(ORIGIN, met);
      assert.equal(watch.check(ORIGIN), undefined);
      assert.equal(told.at(-1), undefined);
      assert.equal(told.length, 2);
    });
  }

  it('does not end with a request that was cancelled', () => {
    fail(2);
    watch.report(ORIGIN, new ServiceError('cancelled'));
    assert.equal(watch.check(ORIGIN), DOWN);
  });

  it('lets through what the user asks for', () => {
    fail(2);
    watch.forgive();
    assert.equal(watch.check(ORIGIN), undefined);
  });
});
