import assert from 'node:assert/strict';
import { audit } from '../../../../src/credentials/audit.ts';
import { countByMonth, expiringSecrets } from '../../../../src/credentials/expiry/expiringSecrets.ts';
import { decodeSurvey, type Survey, type SurveyedClient } from '../../../../src/credentials/expiry/survey.ts';

const tenantId = '11111111-1111-1111-1111-111111111111';
const clientId = '22222222-2222-2222-2222-222222222222';
const now = new Date('2028-02-29T12:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number, from = now) => new Date(from.getTime() + days * DAY_MS);

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

  it('has no finding about what the service did not say', () => {
    const unknown = (id: number) => ({ id, description: 'd', expiryUnknown: true as const });
    const silent = client({ enabled: undefined, roleIds: undefined, secrets: [1, 2, 3].map(unknown) });
    assert.deepEqual(audit(surveyOf(silent), now), []);
    assert.deepEqual(expiringSecrets([surveyOf(silent)]), []);
    assert.deepEqual(
      decodeSurvey(JSON.parse(JSON.stringify(surveyOf(silent))))?.clients[0]?.secrets,
      silent.secrets,
    );
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
