import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SweepPace } from '../../../../src/credentials/sweep/sweepPace.ts';

const BOUNDS = { first: 16, most: 64 };

/** Simulates rounds of answers with the latency for so many requests. Returns the limits after each round. */
function play(pace: SweepPace, rounds: number, latencyMs: (atOnce: number) => number): number[] {
  return Array.from({ length: rounds }, () => {
    const { limit } = pace;
    for (let count = 0; count < limit; count += 1) pace.recordAnswer(latencyMs(limit));
    return pace.limit;
  });
}

function refuse(pace: SweepPace, times: number): void {
  for (let count = 0; count < times; count += 1) pace.recordRefusal();
}

describe('the pace of a sweep', () => {
  it('doubles while a distant service answers many as quickly as few, up to the number of connections', () => {
    const pace = new SweepPace(BOUNDS);
    assert.equal(pace.limit, 16);
    assert.deepEqual(
      play(pace, 4, () => 40),
      [32, 64, 64, 64],
    );
  });

  it('decides after a round of answers, not after each', () => {
    const pace = new SweepPace(BOUNDS);
    for (let count = 0; count < 15; count += 1) pace.recordAnswer(40);
    assert.equal(pace.limit, 16);
    pace.recordAnswer(40);
    assert.equal(pace.limit, 32);
  });

  it('stays near its start when more requests only wait for each other', () => {
    const pace = new SweepPace(BOUNDS);
    const limits = play(pace, 200, atOnce => atOnce * 0.05);
    assert.ok(Math.max(...limits.slice(1)) <= 2 * BOUNDS.first, `${limits}`);
    assert.ok(Math.min(...limits) >= BOUNDS.first, `${limits}`);
  });

  it('finds how many requests a service can answer without delay', () => {
    const pace = new SweepPace(BOUNDS);
    const limits = play(pace, 300, atOnce => 40 * Math.max(1, atOnce / 30)).slice(100);
    assert.ok(Math.min(...limits) >= 24 && Math.max(...limits) <= 60, `${limits}`);
  });

  it('ignores one late answer in a round', () => {
    const pace = new SweepPace(BOUNDS);
    pace.recordAnswer(5000);
    for (let count = 0; count < 15; count += 1) pace.recordAnswer(40);
    assert.equal(pace.limit, 32);
  });

  it('halves when requests are refused, down to one if necessary, and then grows by one', () => {
    const pace = new SweepPace(BOUNDS);
    const limits = [16, 8, 4, 2, 1].map(count => {
      refuse(pace, count);
      return pace.limit;
    });
    assert.deepEqual(limits, [8, 4, 2, 1, 1]);
    assert.deepEqual(
      play(pace, 3, () => 40),
      [2, 3, 4],
    );
  });

  it('treats a round with one refusal as a refusal', () => {
    const pace = new SweepPace(BOUNDS);
    refuse(pace, 1);
    for (let count = 0; count < 15; count += 1) pace.recordAnswer(1);
    assert.equal(pace.limit, 8);
  });

  it('is not reduced for late answers when it is below its start already', () => {
    const pace = new SweepPace(BOUNDS);
    play(pace, 1, () => 1);
    refuse(pace, 32);
    refuse(pace, 16);
    assert.equal(pace.limit, 8);
    assert.deepEqual(
      play(pace, 3, () => 100),
      [8, 8, 8],
    );
  });

  it('never leaves its bounds', () => {
    const event = fc.oneof(fc.constant(undefined), fc.double({ min: 0, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 500 }), events => {
        const pace = new SweepPace({ first: 4, most: 10 });
        for (const tookMs of events) {
          if (tookMs === undefined) pace.recordRefusal();
          else pace.recordAnswer(tookMs);
          assert.ok(Number.isInteger(pace.limit) && pace.limit >= 1 && pace.limit <= 10);
        }
      }),
    );
  });
});
