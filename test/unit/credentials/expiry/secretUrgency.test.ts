import assert from 'node:assert/strict';
import { calendarDays } from '../../../../src/credentials/expiry/calendarDays.ts';
import { sortByUrgency } from '../../../../src/credentials/expiry/secretUrgency.ts';

const now = new Date('2026-11-23T10:00:00Z');
const at = (id: string, days: number) => ({
  id,
  expiresAt: new Date(now.getTime() + days * 86_400_000),
});

describe('secrets by urgency', () => {
  it('begin with those that expire soon, and end with those that never do', () => {
    const secrets = [
      { id: 'never' },
      at('in a year', 365),
      at('long expired', -300),
      { id: 'unknown', expiryUnknown: true } as const,
      at('in 20 days', 20),
      at('expired', -1),
      at('tomorrow', 1),
      at('in 90 days', 90),
    ];
    const ids = sortByUrgency<{
      readonly id: string;
      readonly expiresAt?: Date;
      readonly expiryUnknown?: true;
    }>(secrets, now).map(({ id }) => id);
    assert.deepEqual(ids, [
      'tomorrow',
      'in 20 days',
      'long expired',
      'expired',
      'in 90 days',
      'in a year',
      'unknown',
      'never',
    ]);
    assert.equal(secrets[0]?.id, 'never', 'the list of the service stays as it is');
  });
});

describe('days of the calendar', () => {
  for (const [date, days] of [
    ['2026-11-23T23:59:59Z', 0],
    ['2026-11-23T00:00:00Z', 0],
    ['2026-11-24T00:00:00Z', 1],
    ['2026-11-22T23:59:59Z', -1],
    ['2027-11-23T00:00:00Z', 365],
  ] as const)
    it(`are ${days} until ${date}`, () => assert.equal(calendarDays(new Date(date), now), days));
});
