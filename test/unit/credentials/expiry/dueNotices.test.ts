import assert from 'node:assert/strict';
import {
  dueNotices,
  outdatedMarks,
  type WatchedSecret,
} from '../../../../src/credentials/expiry/dueNotices.ts';
import { NOTICE_DAYS } from '../../../../src/credentials/expiry/noticeDays.ts';
import { toldMarks } from '../../../../src/credentials/expiry/noticeMark.ts';

const tenantId = '11111111-1111-1111-1111-111111111111';
const clientId = '22222222-2222-2222-2222-222222222222';
const now = new Date('2028-02-29T12:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number, from = now) => new Date(from.getTime() + days * DAY_MS);

const secret = (expiresAt?: Date, secretId = 1): WatchedSecret => ({
  tenantId,
  clientId,
  secretId,
  clientName: 'Pump',
  description: 'first',
  expiresAt,
});

describe('notices of expiration', () => {
  const marksOf = (
    secrets: readonly WatchedSecret[],
    at = now,
    told: readonly string[] = [],
    days = NOTICE_DAYS,
  ) => dueNotices(secrets, at, days, new Set(told));

  it('are due once on each of the days, and once when the secret has expired', () => {
    const told = new Set<string>();
    const expiresAt = inDays(40);
    const days: number[] = [];
    for (let hour = 0; hour <= 45 * 24; hour += 6) {
      const at = new Date(now.getTime() + hour * 3_600_000);
      for (const { marks } of dueNotices([secret(expiresAt)], at, NOTICE_DAYS, told)) {
        for (const mark of marks) told.add(mark);
        days.push((expiresAt.getTime() - at.getTime()) / DAY_MS);
      }
    }
    assert.deepEqual(days, [30, 14, 7, 1, 0]);
  });

  it('that are late become one', () => {
    const [notice, ...others] = marksOf([secret(inDays(0.5))]);
    assert.deepEqual(others, []);
    assert.equal(notice?.marks.length, 4);
    assert.deepEqual(marksOf([secret(inDays(0.5))], now, notice?.marks), []);
  });

  it('are due again when the expiration date of a secret changes', () => {
    const [notice] = marksOf([secret(inDays(5))]);
    assert.equal(marksOf([secret(inDays(6))], now, notice?.marks).length, 1);
  });

  it('are not due for a secret that never expires, or expires much later', () => {
    assert.deepEqual(marksOf([secret(), secret(inDays(31), 2)]), []);
  });

  it('follow the setting, whether it is empty, unsorted, has duplicates or is invalid', () => {
    assert.equal(marksOf([secret(inDays(50))], now, [], [7, 60, 60, -3, 0]).length, 1);
    assert.deepEqual(marksOf([secret(inDays(0.1))], now, [], []), []);
    assert.equal(marksOf([secret(inDays(-0.1))], now, [], []).length, 1);
  });

  it('are due in time after a clock that was years ahead was corrected', () => {
    const expiresAt = inDays(300);
    const ahead = inDays(400);
    const [early] = marksOf([secret(expiresAt)], ahead);
    const marks = (early?.marks ?? []).map(mark => ({ mark, toldAt: ahead.toISOString() }));
    const at = inDays(-6, expiresAt);
    assert.equal(dueNotices([secret(expiresAt)], at, NOTICE_DAYS, toldMarks(marks, at)).length, 1);
    assert.equal(dueNotices([secret(expiresAt)], ahead, NOTICE_DAYS, toldMarks(marks, ahead)).length, 0);
    const [mark = { mark: '' }] = marks;
    assert.ok(toldMarks([{ mark: mark.mark }], now).has(mark.mark), 'of before times were noted');
  });

  it('are removed long after a secret that is no longer watched expired, but not before', () => {
    const expiresAt = inDays(0);
    const [notice] = marksOf([secret(expiresAt)]);
    const told = [...(notice?.marks ?? []), 'lost 0123'];
    assert.equal(told.length, 6);
    assert.deepEqual(outdatedMarks(told, [], inDays(89)), []);
    assert.deepEqual(outdatedMarks(told, [secret(expiresAt)], inDays(400)), []);
    assert.deepEqual(outdatedMarks(told, [], inDays(91)), notice?.marks);
  });

  it('are due at the same time in every time zone, across daylight saving time and after 2038', () => {
    const before = process.env.TZ;
    try {
      for (const zone of ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Europe/Berlin']) {
        process.env.TZ = zone;
        for (const expiresAt of ['2027-03-28T01:30:00Z', '2038-01-19T03:14:08Z', '2096-02-29T00:00:00Z']) {
          const at = inDays(-7, new Date(expiresAt));
          assert.equal(marksOf([secret(new Date(expiresAt))], at)[0]?.marks.length, 3, zone);
          const earlier = new Date(at.getTime() - 1);
          assert.equal(marksOf([secret(new Date(expiresAt))], earlier)[0]?.marks.length, 2, zone);
        }
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});
