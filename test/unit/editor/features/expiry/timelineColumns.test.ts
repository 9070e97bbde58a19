import assert from 'node:assert/strict';
import type { Survey, SurveyedClient, SurveyedSecret } from '../../../../../src/credentials/expiry/survey.ts';
import { ClientNumbers, timelineColumns } from '../../../../../src/editor/features/expiry/timelineColumns.ts';

const now = new Date('2026-11-28T22:00:00Z');
const at = (id: number, expiresAt?: string, description = ''): SurveyedSecret => ({
  id,
  description,
  expiresAt,
});
const client = (id: string, secrets: readonly SurveyedSecret[], given: Partial<SurveyedClient> = {}) => ({
  type: 'clientCredentials' as const,
  id,
  name: `Client ${id}`,
  secrets,
  ...given,
});
const survey = (tenantId: string, ...clients: readonly SurveyedClient[]): Survey => ({
  tenantId,
  startedAt: now.toISOString(),
  endedAt: now.toISOString(),
  administratorRoleIds: [],
  clients,
});

/** Reads columns as rows. */
const rowsOf = (columns: ReturnType<typeof timelineColumns>) =>
  [...columns.clients].map((of, index) => [
    columns.names[of],
    columns.ids[index],
    columns.descriptions[columns.texts[index] ?? -1],
    columns.days[index],
  ]);

describe('the columns of the timeline', () => {
  it('has the soonest to expire first, then what never expires, then what is unknown', () => {
    const columns = timelineColumns(
      [
        survey(
          'one',
          client('A', [
            at(1),
            at(2, '2026-11-30T00:30:00Z', 'x'),
            { id: 3, description: 'x', expiryUnknown: true },
          ]),
          client('B', [at(1, '2026-11-28T21:59:00Z'), at(2, '2026-11-29T00:10:00Z')]),
        ),
        survey('two', client('C', [at(9, '2026-11-28T23:00:00Z')])),
      ],
      now,
      new ClientNumbers(),
    );
    assert.deepEqual(rowsOf(columns), [
      ['Client B', 1, '', 0],
      ['Client C', 9, '', 0],
      ['Client B', 2, '', 1],
      ['Client A', 2, 'x', 2],
      ['Client A', 1, '', 0],
      ['Client A', 3, 'x', 0],
    ]);
    assert.deepEqual([columns.expired, columns.dated, columns.known], [1, 4, 5]);
    assert.deepEqual([...columns.tenants], [0, 0, 1]);
  });

  it('counts a secret as expired at the very time of its date', () => {
    const secrets = [at(1, '2026-11-28T22:00:00.000Z'), at(2, '2026-11-28T22:00:00.001Z')];
    assert.equal(timelineColumns([survey('t', client('A', secrets))], now, new ClientNumbers()).expired, 1);
  });

  it('has no secret of a client that has not been read, and marks the disabled', () => {
    const columns = timelineColumns(
      [survey('t', client('A', [], { secrets: undefined }), client('B', [at(1)], { enabled: false }))],
      now,
      new ClientNumbers(),
    );
    assert.deepEqual(rowsOf(columns), [['Client B', 1, '', 0]]);
    assert.deepEqual([...columns.disabled], [0, 1]);
  });

  it('gives a client the same number each time, and finds it by that', () => {
    const numbers = new ClientNumbers();
    const before = timelineColumns([survey('t', client('A', []), client('B', []))], now, numbers);
    const after = timelineColumns([survey('t', client('C', []), client('B', []))], now, numbers);
    assert.equal(after.numbers[1], before.numbers[1]);
    assert.deepEqual(numbers.at(after.numbers[0]), {
      tenantId: 't',
      clientId: 'C',
      type: 'clientCredentials',
    });
    for (const other of [99, -1, '0', undefined, null]) assert.equal(numbers.at(other), undefined);
  });

  it('keeps the order of dates that are years apart', () => {
    const dates = [
      '1999-01-01T00:00:00Z',
      '2026-11-28T22:01:00Z',
      '2300-12-31T23:59:00Z',
      '9999-12-31T23:59:59Z',
    ];
    const secrets = dates.map((date, id) => at(id, date)).toReversed();
    const { ids, days } = timelineColumns([survey('t', client('A', secrets))], now, new ClientNumbers());
    assert.deepEqual([...ids], [0, 1, 2, 3]);
    assert.deepEqual(
      [...days],
      [...days].toSorted((one, other) => one - other),
    );
  });
});
