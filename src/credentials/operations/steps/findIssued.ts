import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import { CredentialsError } from '../../credentialsError.ts';
import { secretOf } from '../../records/references.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';

/** The effect of an operation's request. */
export type Issued =
  /** Nothing was created. */
  | { readonly kind: 'nothing' }
  /** The secret was created, and its value is saved. */
  | { readonly kind: 'kept'; readonly secretId: number }
  /** These secrets were created, and their values are lost. */
  | { readonly kind: 'orphan'; readonly secretIds: readonly number[] }
  /** It is not known which of several secrets was created: someone else has added one with the same description. */
  | { readonly kind: 'unclear' };

/**
 * Finds what the request of an operation created: a client by the id that we chose, a secret by its description among those
 * that did not exist before. Rejects with `clientGone` when the client that was to get a secret no longer exists.
 */
export async function findIssued(
  operation: Operation,
  { service, keptSecrets }: Pick<OperationParts, 'service' | 'keptSecrets'>,
): Promise<Issued> {
  const created = await listCreated(operation, service);
  if (created === undefined) return { kind: 'nothing' };
  const unknown: ClientSecret[] = [];
  for (const secret of created) {
    const value = await keptSecrets.value(secretOf(operation, secret.id));
    if (value) return { kind: 'kept', secretId: secret.id };
    unknown.push(secret);
  }
  const ours =
    operation.kind === 'addSecret' && unknown.length > 1 ? filterByExpiry(operation, unknown) : unknown;
  // The user chose the description: someone else may have chosen the same.
  if (operation.kind === 'addSecret' && unknown.length > 1 && ours.length !== 1) return { kind: 'unclear' };
  // A new client without a secret is as useless as one whose secret is lost.
  const isNothing = operation.kind !== 'createClient' && unknown.length === 0;
  return isNothing ? { kind: 'nothing' } : { kind: 'orphan', secretIds: ours.map(({ id }) => id) };
}

/** Expirations that differ by less are the same, milliseconds: a service may store whole seconds. */
const SAME_EXPIRY_MS = 1000;

/** Returns those that expire when the secret of an operation was to expire, or may do so. */
function filterByExpiry({ expiresAt }: Operation, secrets: readonly ClientSecret[]): readonly ClientSecret[] {
  return secrets.filter(secret => {
    if (secret.expiryUnknown) return true;
    if (expiresAt === undefined || !secret.expiresAt) return expiresAt === undefined && !secret.expiresAt;
    return Math.abs(secret.expiresAt.getTime() - Date.parse(expiresAt)) < SAME_EXPIRY_MS;
  });
}

async function listCreated(
  { kind, client, description, known }: Operation,
  service: OperationParts['service'],
): Promise<readonly ClientSecret[] | undefined> {
  try {
    if (kind === 'createClient') await service.client(client.type, client.id);
    const secrets = await service.secrets(client.type, client.id);
    if (kind === 'createClient') return secrets;
    return secrets.filter(secret => secret.description === description && !known.includes(secret.id));
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'notFound') throw error;
    if (kind === 'createClient') return undefined;
    throw new CredentialsError('clientGone', { cause: error });
  }
}

/** Makes the error that reports what was created without a known value: `answerLost`, or `outcomeUnknown` when that is unclear. */
export function lossOf(
  { kind, client }: Operation,
  issued: Extract<Issued, { readonly kind: 'orphan' | 'unclear' }>,
  cause?: unknown,
): CredentialsError {
  const orphan = { type: client.type, clientId: client.id };
  if (issued.kind === 'unclear') return new CredentialsError('outcomeUnknown', { cause, orphan });
  // Of a new client, the whole client is the orphan.
  const [secretId] = kind === 'addSecret' ? issued.secretIds : [];
  const lost = secretId === undefined ? orphan : { ...orphan, secretId };
  return new CredentialsError('answerLost', { cause, orphan: lost });
}
