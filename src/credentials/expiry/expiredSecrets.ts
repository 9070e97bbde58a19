import { secretState } from '../clientHealth.ts';
import type { Survey, SurveyedClient } from './survey.ts';

/** A client of a survey, with the secrets that had expired. */
export interface ExpiredSecrets {
  readonly tenantId: string;
  readonly client: Pick<SurveyedClient, 'type' | 'id' | 'name'>;
  readonly secretIds: readonly number[];
}

/** Lists the clients of a survey that have secrets which have expired by now. */
export function expiredSecrets({ tenantId, clients }: Survey, now: Date): readonly ExpiredSecrets[] {
  return clients.flatMap(({ type, id, name, secrets = [] }) => {
    const expired = secrets.filter(
      ({ expiresAt, expiryUnknown }) =>
        secretState({ expiryUnknown, expiresAt: expiresAt ? new Date(expiresAt) : undefined }, now) ===
        'expired',
    );
    const secretIds = expired.map(secret => secret.id);
    return secretIds.length === 0 ? [] : [{ tenantId, client: { type, id, name }, secretIds }];
  });
}

/** Returns a survey without the secrets that have been deleted since. */
export function withoutSecrets(survey: Survey, deleted: readonly ExpiredSecrets[]): Survey {
  const byClient = new Map(deleted.map(({ client, secretIds }) => [client.id, new Set(secretIds)]));
  const clients = survey.clients.map(client => {
    const gone = byClient.get(client.id);
    return gone ? { ...client, secrets: client.secrets?.filter(({ id }) => !gone.has(id)) } : client;
  });
  return { ...survey, clients };
}
