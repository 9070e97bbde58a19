import type { ClientSecret } from '../../service/model/clientSecret.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { CredentialsError } from '../credentialsError.ts';
import { type Operation, secretOf } from './operation.ts';
import type { OperationParts } from './operationParts.ts';

/** What the request of an operation has come to. */
export type Issued =
  /** The service has created nothing. */
  | { readonly kind: 'nothing' }
  /** It has, and the value is here. */
  | { readonly kind: 'kept'; readonly secretId: number }
  /** It has, and nobody knows the value of these. */
  | { readonly kind: 'orphan'; readonly secretIds: readonly number[] };

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
  const unknown: number[] = [];
  for (const { id } of created) {
    const value = await keptSecrets.value(secretOf(operation, id));
    if (value) return { kind: 'kept', secretId: id };
    unknown.push(id);
  }
  // a new client without a secret is as lost as one whose secret nobody knows
  const isNothing = operation.kind !== 'createClient' && unknown.length === 0;
  return isNothing ? { kind: 'nothing' } : { kind: 'orphan', secretIds: unknown };
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
