import type { IdentityService } from '../../service/identityService.ts';
import type { ClientSecretDraft } from '../../service/model/clientSecret.ts';
import { LIMITS } from '../../service/model/limits.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { ClientReference } from '../records/references.ts';
import { type CredentialOrder, type IssuedCredential, issuedCredential } from './issueCredential.ts';

/** The client that gets the secret, and the service that issues it. */
export interface NewSecretParts extends ClientReference {
  readonly service: Pick<IdentityService, 'addSecret' | 'secrets'>;
}

/** Makes the order for one more secret of a client. Rejects with `secretLimitReached` before sending an eleventh. */
export function newSecretOrder(draft: ClientSecretDraft, parts: NewSecretParts): CredentialOrder {
  return { create: begin => addSecret(draft, parts, begin) };
}

async function addSecret(
  draft: ClientSecretDraft,
  parts: NewSecretParts,
  begin: Parameters<CredentialOrder['create']>[0],
): Promise<IssuedCredential> {
  const { service, client, resource, tenantId } = parts;
  // listed before as well as after a lost answer: the service lets nobody choose a secret's id
  const before = await service.secrets(client.type, client.id);
  if (before.length >= LIMITS.secretsPerClient) throw new CredentialsError('secretLimitReached');
  await begin(before.map(({ id }) => id));
  try {
    const secret = await service.addSecret(client.type, client.id, draft);
    return issuedCredential({ resource, tenantId, client }, secret);
  } catch (error) {
    if (error instanceof ServiceError && error.outcomeUnknown) {
      await throwWhenAdded(draft, parts, new Set(before.map(({ id }) => id)), error);
    }
    throw error;
  }
}

/** Looks for the secret whose answer got lost: throws `answerLost` when it is there, returns when it is not. */
async function throwWhenAdded(
  draft: ClientSecretDraft,
  { service, client }: NewSecretParts,
  known: ReadonlySet<number>,
  lost: ServiceError,
): Promise<void> {
  let after: Awaited<ReturnType<IdentityService['secrets']>>;
  try {
    after = await service.secrets(client.type, client.id);
  } catch {
    throw new CredentialsError('outcomeUnknown', {
      cause: lost,
      orphan: { type: client.type, clientId: client.id },
    });
  }
  const added = after.filter(({ id, description }) => !known.has(id) && description === draft.description);
  if (added.length === 0) return;
  // several: somebody else added one of the same description meanwhile, and ours cannot be told from it
  const [only, ...others] = added;
  const orphan =
    only && others.length === 0
      ? { type: client.type, clientId: client.id, secretId: only.id }
      : { type: client.type, clientId: client.id };
  throw new CredentialsError(orphan.secretId === undefined ? 'outcomeUnknown' : 'answerLost', {
    cause: lost,
    orphan,
  });
}
