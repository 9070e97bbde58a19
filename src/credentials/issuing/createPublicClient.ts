import type { IdentityService } from '../../service/identityService.ts';
import type { Client, ClientDraft } from '../../service/model/client.ts';
import type { TypeWithoutSecrets } from '../../service/model/clientTypes.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { unlessGone } from '../../service/unlessGone.ts';
import { CredentialsError } from '../credentialsError.ts';

/**
 * Creates a client of a type without secrets. When the answer gets lost, the client is read instead. Rejects with a
 * `ServiceError`, and with `outcomeUnknown` when the client cannot be read.
 */
export async function createPublicClient(
  type: TypeWithoutSecrets,
  draft: ClientDraft,
  service: Pick<IdentityService, 'createPublicClient' | 'client'>,
): Promise<Client> {
  try {
    return await service.createPublicClient(type, draft);
  } catch (error) {
    if (!(error instanceof ServiceError) || !error.outcomeUnknown) throw error;
    const client = await service
      .client(type, draft.id)
      .catch(unlessGone)
      .catch(() => {
        throw new CredentialsError('outcomeUnknown', { cause: error, orphan: { type, clientId: draft.id } });
      });
    if (client) return client;
    throw error;
  }
}
