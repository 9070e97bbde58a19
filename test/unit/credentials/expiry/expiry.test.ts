import assert from 'node:assert/strict';
import { audit } from '../../../../src/credentials/audit.ts';
import {
  dueNotices,
  NOTICE_DAYS,
  outdatedMarks,
  type WatchedSecret,
} from '../../../../src/credentials/expiry/dueNotices.ts';
import { countByMonth, expiringSecrets } from '../../../../src/credentials/expiry/expiringSecrets.ts';
import { toldMarks } from '../../../../src/credentials/expiry/noticeMark.ts';
import { decodeSurvey, type Survey, type SurveyedClient } from '../../../../src/credentials/expiry/survey.ts';
import { watchedSecrets } from '../../../../src/credentials/expiry/watchedSecrets.ts';
import type { Operation } from '../../../../src/credentials/operations/operation.ts';

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

const client = (given: Partial<SurveyedClient>): SurveyedClient => ({
  type: 'clientCredentials',
  id: clientId,
  name: 'Pump',
  enabled: true,
  roleIds: ['member'],
  secrets: [],
  ...given,
});
const surveyOf = (...clients: readonly SurveyedClient[]): Survey => ({
  tenantId,
  startedAt: now.toISOString(),
  endedAt: now.toISOString(),
  administratorRoleIds: ['admin'],
  clients,
});
const listed = (id: number, expiresAt?: Date, description = 'first') =>
  expiresAt ? { id, description, expiresAt: expiresAt.toISOString() } : { id, description };

describe('a survey', () => {
  it('lists secrets with an expiration date, the earliest first', () => {
    const entries = expiringSecrets([
      surveyOf(client({ secrets: [listed(1, inDays(9)), listed(2), listed(3, inDays(-1))] })),
      surveyOf(client({ name: 'Tank', secrets: [listed(4, inDays(2))] })),
    ]);
    assert.deepEqual(
      entries.map(({ secretId }) => secretId),
      [3, 4, 1],
    );
  });

  it('counts by calendar month, across the end of a year', () => {
    const at = new Date('2027-11-30T23:59:59Z');
    const dates = [
      '2027-11-30T23:59:58Z',
      '2027-12-01T00:00:00Z',
      '2028-01-31T23:59:59Z',
      '2028-02-01T00:00:00Z',
    ];
    const secrets = dates.map((date, id) => listed(id, new Date(date)));
    const counts = countByMonth(expiringSecrets([surveyOf(client({ secrets }))]), at, 3);
    assert.deepEqual(
      counts.map(({ month, count }) => [month.toISOString().slice(0, 7), count]),
      [
        ['2027-11', 0],
        ['2027-12', 1],
        ['2028-01', 1],
      ],
    );
  });

  it('is read from disk as it was saved, and skipped when it is damaged', () => {
    const whole = surveyOf(client({ secrets: [listed(1, inDays(9)), listed(2)] }));
    assert.deepEqual(decodeSurvey(JSON.parse(JSON.stringify(whole))), whole);
    assert.equal(decodeSurvey({ ...whole, startedAt: 'yesterday' }), undefined);
    assert.equal(decodeSurvey(null), undefined);
  });

  it('is audited by every rule', () => {
    const findings = audit(
      surveyOf(
        client({ name: 'Fine', secrets: [listed(1, inDays(9)), listed(2, inDays(300))] }),
        client({ name: 'Chief', roleIds: ['member', 'admin'] }),
        client({ name: 'Off', enabled: false }),
        client({ name: 'Many', secrets: [listed(1, inDays(1)), listed(2, inDays(2)), listed(3)] }),
        client({ name: 'Old', secrets: [listed(1, now, ' ')] }),
      ),
      now,
    );
    assert.deepEqual(
      findings.map(({ rule, client: { name }, secret: found }) => [rule, name, found?.id]),
      [
        ['administrator', 'Chief', undefined],
        ['neverExpires', 'Many', 3],
        ['manySecrets', 'Many', undefined],
        ['expired', 'Old', 1],
        ['disabled', 'Off', undefined],
        ['noDescription', 'Old', 1],
      ],
    );
  });
});

describe('the watched secrets', () => {
  const kept = {
    tenantId,
    clientId,
    secretId: 1,
    resource: 'https://service',
    clientName: 'Pump',
    description: 'first',
    keptAt: now.toISOString(),
    expiresAt: inDays(3).toISOString(),
  };
  const binding = {
    kind: 'file' as const,
    tenantId,
    clientId,
    secretId: 2,
    file: '/p/.env',
    folder: '/p',
    writtenAt: now.toISOString(),
  };
  const watch = (facts: Parameters<typeof watchedSecrets>[0]['facts'], journal: readonly Operation[] = []) =>
    watchedSecrets({ kept: [kept], bindings: [binding], journal, facts });

  it('expire when the service says so', async () => {
    const secrets = [{ id: 1, expiresAt: inDays(300) }, { id: 2 }];
    const found = await watch(async () => ({ kind: 'client', name: 'Pump 2', enabled: true, secrets }));
    assert.deepEqual(
      found.map(({ clientName, secretId, expiresAt }) => [clientName, secretId, expiresAt]),
      [
        ['Pump 2', 1, inDays(300)],
        ['Pump 2', 2, undefined],
      ],
    );
  });

  it('expire according to the record when no one can be asked', async () => {
    const found = await watch(async () => ({ kind: 'noConnection' }));
    assert.deepEqual(
      found.map(({ clientName, expiresAt }) => [clientName, expiresAt]),
      [
        ['Pump', inDays(3)],
        [clientId, undefined],
      ],
    );
  });

  it('include those whose rotation was interrupted, but not those that are about to be deleted', async () => {
    const rotation: Omit<Operation, 'step'> = {
      id: 'x',
      kind: 'rotate',
      startedAt: now.toISOString(),
      resource: 'https://service',
      tenantId,
      client: { type: 'clientCredentials', id: clientId, name: 'Pump' },
      description: '',
      known: [1],
      places: [],
      afterwards: { kind: 'keep' },
      oldSecretId: 1,
    };
    for (const step of ['asking', 'kept', 'written', 'waiting', 'deleting', 'undoing'] as const) {
      const found = await watch(async () => ({ kind: 'noConnection' }), [{ ...rotation, step }]);
      const isLeaving = step === 'waiting' || step === 'deleting';
      assert.equal(found.length, isLeaving ? 1 : 2, step);
    }
  });

  it('do not include deleted secrets', async () => {
    assert.deepEqual(await watch(async () => ({ kind: 'gone' })), []);
    assert.deepEqual(
      await watch(async () => ({ kind: 'client', name: 'Pump', enabled: true, secrets: [] })),
      [],
    );
  });
});
