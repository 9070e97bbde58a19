import assert from 'node:assert/strict';
import { expiredSecrets, withoutSecrets } from '../../../../src/credentials/expiry/expiredSecrets.ts';
import type { Survey } from '../../../../src/credentials/expiry/survey.ts';

const now = new Date('2026-11-28T10:00:00Z');
const secret = (id: number, expiresAt?: string) => ({ id, description: '', expiresAt });
const survey: Survey = {
  tenantId: 't',
  startedAt: now.toISOString(),
  administratorRoleIds: [],
  clients: [
    {
      type: 'clientCredentials',
      id: 'a',
      name: 'A',
      secrets: [
        secret(1, '2026-11-28T10:00:00Z'),
        secret(2, '2026-11-28T10:00:01Z'),
        secret(3),
        { id: 4, description: '', expiryUnknown: true },
        secret(5, '2020-01-01T00:00:00Z'),
      ],
    },
    { type: 'clientCredentials', id: 'b', name: 'B', secrets: [secret(1, '2027-01-01T00:00:00Z')] },
    { type: 'hybrid', id: 'c', name: 'C', secrets: [secret(1, '2026-01-01T00:00:00Z')] },
    { type: 'deviceCode', id: 'd', name: 'D' },
  ],
};

describe('expired secrets', () => {
  it('are those whose date has come, by client', () => {
    assert.deepEqual(expiredSecrets(survey, now), [
      { tenantId: 't', client: { type: 'clientCredentials', id: 'a', name: 'A' }, secretIds: [1, 5] },
      { tenantId: 't', client: { type: 'hybrid', id: 'c', name: 'C' }, secretIds: [1] },
    ]);
  });

  it('are no longer in the survey once they are deleted, and nothing else is missing', () => {
    const [ofA] = expiredSecrets(survey, now);
    assert.ok(ofA);
    const after = withoutSecrets(survey, [{ ...ofA, secretIds: [5] }]);
    assert.deepEqual(
      after.clients.map(({ secrets }) => secrets?.map(({ id }) => id)),
      [[1, 2, 3, 4], [1], [1], undefined],
    );
    assert.deepEqual(after.clients.slice(1), survey.clients.slice(1));
  });
});
