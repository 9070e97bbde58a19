import { ServiceError } from '../../../service/serviceError.ts';
import { CredentialsError } from '../../credentialsError.ts';
import { issuedCredential } from '../../issuing/issueCredential.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { deleteOrphans } from './deleteOrphans.ts';
import { lookAfterIssue } from './lookAfterIssue.ts';

/**
 * Has the service issue the new secret of a rotation, and keeps its value before anything else. An answer that gets
 * lost costs nothing: what it told of is deleted, and the service is asked once more.
 */
export async function issueSecret(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
  lostBefore?: unknown,
): Promise<Operation> {
  const { service, keptSecrets, now } = parts;
  const { resource, tenantId, client, description, expiresAt } = operation;
  if (signal.aborted) throw new CredentialsError('cancelled');
  const draft = { description, ...(expiresAt ? { expiresAt: new Date(expiresAt) } : {}) };
  let issued: Awaited<ReturnType<typeof service.addSecret>>;
  try {
    // not to be aborted: the value comes in the answer alone
    issued = await service.addSecret(client.type, client.id, draft);
  } catch (error) {
    if (lostBefore !== undefined || !(error instanceof ServiceError) || !error.outcomeUnknown) throw error;
    return issueOnceMore(operation, parts, signal, error);
  }
  const { secret, ...described } = issuedCredential({ resource, tenantId, client }, issued);
  try {
    await keptSecrets.keep({ ...described, keptAt: now().toISOString() }, secret);
  } catch (error) {
    // a value that cannot be kept is worth nothing, and must not stay behind
    const orphan = { type: client.type, clientId: client.id, secretId: issued.id };
    await service.deleteSecret(client.type, client.id, issued.id).catch(() => {
      throw new CredentialsError('answerLost', { cause: error, orphan });
    });
    throw error;
  }
  return { ...operation, step: 'kept', newSecretId: issued.id };
}

/**
 * Clears away what a lost answer told of, and asks again. Whatever goes wrong now, the first request may yet have taken
 * effect: rejects with `outcomeUnknown` even where the service refuses in so many words.
 */
async function issueOnceMore(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
  lost: ServiceError,
): Promise<Operation> {
  const { type, id: clientId } = operation.client;
  try {
    const found = await lookAfterIssue(operation, parts);
    if (found.kind === 'orphan') await deleteOrphans(operation, found.secretIds, parts);
    return await issueSecret(operation, parts, signal, lost);
  } catch (error) {
    const isRefusal = error instanceof ServiceError && !error.outcomeUnknown;
    const isCancelled = error instanceof CredentialsError && error.code === 'cancelled';
    if (!isRefusal && !isCancelled) throw error;
    throw new CredentialsError('outcomeUnknown', { cause: error, orphan: { type, clientId } });
  }
}
