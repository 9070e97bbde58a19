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
