import type { ClientType } from '../../service/model/clientTypes.ts';
import type { CredentialReference, SecretReference } from '../records/references.ts';
import type { Survey } from './survey.ts';

/** A secret with an expiration date, and its client. */
export interface ExpiringEntry extends SecretReference, Pick<CredentialReference, 'clientName'> {
  readonly type: ClientType;
  /** Missing: the service didn't say. */
  readonly enabled?: boolean;
  readonly description: string;
  readonly expiresAt: Date;
}

/** Lists the secrets of surveys that have an expiration date, the earliest date first. */
export function expiringSecrets(surveys: readonly Survey[]): readonly ExpiringEntry[] {
  const entries = surveys.flatMap(({ tenantId, clients }) =>
    clients.flatMap(({ type, id, name, enabled, secrets = [] }) =>
      secrets.flatMap(secret =>
        secret.expiresAt === undefined
          ? []
          : [
              {
                tenantId,
                type,
                clientId: id,
                clientName: name,
                enabled,
                secretId: secret.id,
                description: secret.description,
                expiresAt: new Date(secret.expiresAt),
              },
            ],
      ),
    ),
  );
  return entries.sort((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime());
}

/** How many secrets expire in one month. */
export interface MonthCount {
  /** First instant of the month, UTC. */
  readonly month: Date;
  readonly count: number;
}

/** Counts the secrets that expire in each of the coming months (UTC), starting with this one. Expired secrets do not count. */
export function countByMonth(
  entries: readonly ExpiringEntry[],
  now: Date,
  months: number,
): readonly MonthCount[] {
  const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const first = monthOf(now);
  const counts = Array.from({ length: months }, () => 0);
  for (const { expiresAt } of entries) {
    const index = monthOf(expiresAt) - first;
    if (expiresAt > now && index < months) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count, index) => ({
    month: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + index, 1)),
    count,
  }));
}
