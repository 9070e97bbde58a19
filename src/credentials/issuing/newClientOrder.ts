import type { IdentityService } from '../../service/identityService.ts';
import type { Client, ClientDraft } from '../../service/model/client.ts';
import type { ClientType, TypeWithoutSecrets, TypeWithSecrets } from '../../service/model/clientTypes.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { ClientReference } from '../records/references.ts';
import { type CredentialOrder, issuedCredential } from './issueCredential.ts';

/** What a new client is to be; its id is chosen by the order itself. */
export type NewClientDraft = Omit<ClientDraft, 'id'>;

/** Where a new client is made, and with which id. */
export interface NewClientParts extends Pick<ClientReference, 'resource' | 'tenantId'> {
  readonly service: Pick<IdentityService, 'createClient' | 'createPublicClient' | 'client'>;
  /** Id of the new client (GUID). Ours, so that a client whose answer got lost can be looked for. */
  readonly clientId: string;
}

/** Makes the order for a new client with its first secret. */
export function newClientOrder(
  type: TypeWithSecrets,
  draft: NewClientDraft,
  parts: NewClientParts,
): CredentialOrder {
  return {
    async create(begin) {
      await begin([]);
      const { service, resource, tenantId, clientId } = parts;
      try {
        const { client, secret } = await service.createClient(type, { ...draft, id: clientId });
        return issuedCredential({ resource, tenantId, client: { ...client, type } }, secret);
      } catch (error) {
        if (error instanceof ServiceError && error.outcomeUnknown && (await found(type, parts, error)))
          throw new CredentialsError('answerLost', { cause: error, orphan: { type, clientId } });
        throw error;
      }
    },
  };
}

/** Creates a client of a type without secrets. A lost answer loses nothing here: the client is read again. */
export async function createPublicClient(
  type: TypeWithoutSecrets,
  draft: NewClientDraft,
  parts: NewClientParts,
): Promise<Client> {
  try {
    return await parts.service.createPublicClient(type, { ...draft, id: parts.clientId });
  } catch (error) {
    const client = error instanceof ServiceError && error.outcomeUnknown && (await found(type, parts, error));
    if (client) return client;
    throw error;
  }
}

/** Looks for the client whose answer got lost: `undefined` when it was not created. */
async function found(
  type: ClientType,
  { service, clientId }: NewClientParts,
  lost: ServiceError,
): Promise<Client | undefined> {
  try {
    return await service.client(type, clientId);
  } catch (cause) {
    if (cause instanceof ServiceError && cause.code === 'notFound') return undefined;
    throw new CredentialsError('outcomeUnknown', { cause: lost, orphan: { type, clientId } });
  }
}
