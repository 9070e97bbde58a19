import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import { CredentialsError } from '../../credentialsError.ts';
import { secretOf } from '../../records/references.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';

/** What the request of an operation has come to. */
export type Issued =
  /** The service has created nothing. */
  | { readonly kind: 'nothing' }
  /** It has, and the value is here. */
  | { readonly kind: 'kept'; readonly secretId: number }
  /** It has, and nobody knows the value of these. */
  | { readonly kind: 'orphan'; readonly secretIds: readonly number[] }
  /** There are several that may be it: somebody else has added one of the same description. */
  | { readonly kind: 'unclear' };

/**
 * Looks for what the request of an operation created: for a client by the id that we gave it, for a secret by its
 * description among those that were not there before. A value that is kept was not lost.
 */
export async function lookAfterIssue(
  operation: Operation,
  { service, keptSecrets }: Pick<OperationParts, 'service' | 'keptSecrets'>,
): Promise<Issued> {
  const created = await createdBy(operation, service);
  if (created === undefined) return { kind: 'nothing' };
  const unknown: ClientSecret[] = [];
  for (const secret of created) {
    const value = await keptSecrets.value(secretOf(operation, secret.id));
    if (value) return { kind: 'kept', secretId: secret.id };
    unknown.push(secret);
  }
  const ours =
    operation.kind === 'addSecret' && unknown.length > 1 ? expiringAs(operation, unknown) : unknown;
  // its description was chosen by the user, and may be anybody's
  if (operation.kind === 'addSecret' && unknown.length > 1 && ours.length !== 1) return { kind: 'unclear' };
  // a new client without a secret is as lost as one whose secret nobody knows
  const isNothing = operation.kind !== 'createClient' && unknown.length === 0;
  return isNothing ? { kind: 'nothing' } : { kind: 'orphan', secretIds: ours.map(({ id }) => id) };
}

/** Expiries that differ by less are the same, milliseconds: a service may keep whole seconds. */
const SAME_EXPIRY_MS = 1000;

/** Finds those that expire when the secret of an operation was to expire. */
function expiringAs({ expiresAt }: Operation, secrets: readonly ClientSecret[]): readonly ClientSecret[] {
  return secrets.filter(secret => {
    if (expiresAt === undefined || !secret.expiresAt) return expiresAt === undefined && !secret.expiresAt;
    return Math.abs(secret.expiresAt.getTime() - Date.parse(expiresAt)) < SAME_EXPIRY_MS;
  });
}

async function createdBy(
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

/** Makes the error that says what {@link Issued} calls unclear: nothing is deleted then. */
export const unclear = ({ client }: Operation): CredentialsError =>
  new CredentialsError('outcomeUnknown', { orphan: { type: client.type, clientId: client.id } });
