import assert from 'node:assert/strict';
import { expiryOf, readExpiryDate } from '../../../../src/credentials/expiry/secretExpiry.ts';

describe('expiryOf', () => {
  const cases = [
    ['30days', '2026-11-23T10:00:00Z', '2026-12-23T10:00:00.000Z'],
    ['90days', '2026-11-23T10:00:00Z', '2027-02-21T10:00:00.000Z'],
    ['180days', '2026-11-23T10:00:00Z', '2027-05-22T10:00:00.000Z'],
    ['1year', '2026-11-23T10:00:00Z', '2027-11-23T10:00:00.000Z'],
    ['1year', '2028-02-29T23:59:59Z', '2029-02-28T23:59:59.000Z'],
    ['1year', '2027-02-28T00:00:00Z', '2028-02-28T00:00:00.000Z'],
    ['1year', '2037-12-31T00:00:00Z', '2038-12-31T00:00:00.000Z'],
  ] as const;
  for (const [choice, now, expected] of cases) {
    it(`takes ${choice} from ${now} to ${expected}`, () => {
      assert.equal(expiryOf(choice, new Date(now))?.toISOString(), expected);
    });
  }

  it('has no date for never', () => {
    assert.equal(expiryOf('never', new Date()), undefined);
  });
});

describe('readExpiryDate', () => {
  const now = new Date('2026-11-23T10:00:00Z');

  it('reads a date as the end of that day in UTC', () => {
    const read = readExpiryDate(' 2027-02-28 ', now);
    assert.ok(read.ok);
    assert.equal(read.date.toISOString(), '2027-02-28T23:59:59.000Z');
  });

  it('accepts today, which has not ended', () => {
    assert.equal(readExpiryDate('2026-11-23', now).ok, true);
  });

  const refused = [
    ['', 'notADate'],
    ['tomorrow', 'notADate'],
    ['2027-02-31', 'notADate'],
    ['2027-13-01', 'notADate'],
    ['27-01-01', 'notADate'],
    ['2026-11-22', 'past'],
    ['1970-01-01', 'past'],
  ] as const;
  for (const [text, fault] of refused) {
    it(`rejects "${text}" as ${fault}`, () => {
      assert.deepEqual(readExpiryDate(text, now), { ok: false, fault });
    });
  }
});
