import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRetryAfterMs } from '../../../src/network/retryAfter.ts';

describe('readRetryAfterMs', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  const cases: readonly (readonly [string | undefined, number | undefined])[] = [
    [undefined, undefined],
    ['', undefined],
    ['0', 0],
    [' 120 ', 120_000],
    ['-1', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['2027', 2_027_000],
    ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
    ['Mon, 99 Nov 2026 09:00:00 GMT', undefined],
  ];
  for (const [header, expected] of cases) {
    it(`reads ${JSON.stringify(header)} as ${expected}`, () =>
      assert.equal(readRetryAfterMs(header, now), expected));
  }

  it('never throws, and never returns a negative wait', () => {
    fc.assert(
      fc.property(fc.string(), header => {
        const ms = readRetryAfterMs(header, now);
        assert.ok(ms === undefined || ms >= 0);
      }),
    );
  });
});
