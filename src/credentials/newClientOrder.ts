import type { IdentityService } from '../service/identityService.ts';
import type { ClientCredentialsClientDraft } from '../service/model/client.ts';
import { ServiceError } from '../service/serviceError.ts';
import { CredentialsError } from './credentialsError.ts';
import { type CredentialOrder, type IssuedCredential, issuedCredential } from './issueCredential.ts';

/** What a new client is to be; its id is chosen by the order itself. */
export type NewClientDraft = Omit<ClientCredentialsClientDraft, 'id'>;

/** Where a new client is made, and with which id. */
export interface NewClientParts {
  readonly service: Pick<IdentityService, 'createClient' | 'client'>;
  readonly resource: string;
  readonly tenantId: string;
  /** Id of the new client (GUID). Ours, so that a client whose answer got lost can be looked for. */
  readonly clientId: string;
}

/** Makes the order for a new client with its first secret. */
export function newClientOrder(draft: NewClientDraft, parts: NewClientParts): CredentialOrder {
  return { create: () => createClient(draft, parts) };
}

async function createClient(draft: NewClientDraft, parts: NewClientParts): Promise<IssuedCredential> {
  const { service, resource, tenantId, clientId } = parts;
  try {
    const { client, secret } = await service.createClient('clientCredentials', { ...draft, id: clientId });
    return issuedCredential({ resource, tenantId, client }, secret);
  } catch (error) {
    if (error instanceof ServiceError && error.outcomeUnknown) await throwWhenCreated(parts, error);
    throw error;
  }
}

/** Looks for the client whose answer got lost: throws `answerLost` when it is there, returns when it is not. */
async function throwWhenCreated({ service, clientId }: NewClientParts, lost: ServiceError): Promise<void> {
  try {
    await service.client('clientCredentials', clientId);
  } catch (cause) {
    if (cause instanceof ServiceError && cause.code === 'notFound') return;
    throw new CredentialsError('outcomeUnknown', { cause: lost, orphan: { clientId } });
  }
  throw new CredentialsError('answerLost', { cause: lost, orphan: { clientId } });
}
