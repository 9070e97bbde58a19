import type { IdentityService } from '../../../service/identityService.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import { CredentialsError, type CredentialsErrorCode } from '../../credentialsError.ts';
import { type IssuedCredential, toIssuedCredential } from '../../records/issuedCredential.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { deleteOrphans } from './deleteOrphans.ts';
import { findIssued, lossOf } from './findIssued.ts';
import { makeRoom } from './makeRoom.ts';

/** Sends the request that issues the secret of an operation. It cannot be aborted: only the answer has the value. */
export type Request = () => Promise<IssuedCredential>;

/** Makes the request for one more secret of an operation's client. */
export const secretRequest =
  (operation: Operation, service: Pick<IdentityService, 'addSecret'>): Request =>
  async () => {
    const { client, description, expiresAt } = operation;
    const draft = { description, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) };
    return toIssuedCredential(operation, await service.addSecret(client.type, client.id, draft));
  };

/**
 * Issues the secret of an operation for the first time, and saves its value before anything else. When the answer gets lost,
 * finds what the request created. Ends an operation that has certainly created nothing.
 */
export async function issueFirst(
  operation: Operation,
  request: Request,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Operation | undefined> {
  try {
    return await issue(operation, request, parts, signal);
  } catch (error) {
    if (!mayHaveTakenEffect(error)) await parts.journal.end(operation);
    throw error;
  }
}

/**
 * Resumes an operation whose request may have been sent before a crash: finds what it created before sending another one.
 * Ends the operation and rejects with `clientGone` when its client was deleted: there is nothing left to do or undo.
 */
export async function issueAgain(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Operation | undefined> {
  try {
    return await resumeFromIssued(operation, parts, signal);
  } catch (error) {
    if (error instanceof CredentialsError && error.code === 'clientGone') await parts.journal.end(operation);
    throw error;
  }
}

async function issue(
  operation: Operation,
  request: Request,
  parts: OperationParts,
  signal: AbortSignal,
  lostBefore?: ServiceError,
): Promise<Operation | undefined> {
  if (signal.aborted) throw new CredentialsError('cancelled');
  await makeRoom(operation, parts);
  let credential: IssuedCredential;
  try {
    credential = await request();
  } catch (error) {
    if (lostBefore || !(error instanceof ServiceError) || !error.outcomeUnknown) throw error;
    return resumeFromLostAnswer(operation, parts, signal, error);
  }
  return keep(operation, credential, parts);
}

/** Errors that say what the request of a lost answer created. After all others, that is unknown. */
const CONCLUSIVE: ReadonlySet<CredentialsErrorCode> = new Set<CredentialsErrorCode>([
  'answerLost',
  'clientGone',
  'keyringRefused',
  'outcomeUnknown',
]);

/** Rejects with `outcomeUnknown` when nothing is found: the first request may have an effect even if a second is refused. */
async function resumeFromLostAnswer(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
  lost: ServiceError,
): Promise<Operation | undefined> {
  try {
    return await resumeFromIssued(operation, parts, signal, lost);
  } catch (error) {
    const isConclusive = error instanceof CredentialsError && CONCLUSIVE.has(error.code);
    if (isConclusive || (error instanceof ServiceError && error.outcomeUnknown)) throw error;
    const { type, id: clientId } = operation.client;
    throw new CredentialsError('outcomeUnknown', { cause: error, orphan: { type, clientId } });
  }
}

/**
 * Finds what an earlier request created. The secret of a rotation, which no one else can use, is deleted, and the request is
 * sent once more. About everything else the user decides: rejects with `answerLost` or `outcomeUnknown`. When nothing was
 * created, the operation ends after a crash; after a lost answer it rejects with that error, because the request may still
 * take effect.
 */
async function resumeFromIssued(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
  lost?: ServiceError,
): Promise<Operation | undefined> {
  const issued = await findIssued(operation, parts);
  if (issued.kind === 'kept') return { ...operation, step: 'kept', newSecretId: issued.secretId };
  if (operation.kind === 'rotate') {
    if (issued.kind === 'orphan') await deleteOrphans(operation, issued.secretIds, parts);
    return issue(operation, secretRequest(operation, parts.service), parts, signal, lost);
  }
  if (issued.kind !== 'nothing') throw lossOf(operation, issued, lost);
  if (lost) throw lost;
  return undefined;
}

async function keep(
  operation: Operation,
  credential: IssuedCredential,
  parts: OperationParts,
): Promise<Operation | undefined> {
  const { keptSecrets, now, recipient } = parts;
  recipient?.issued(credential);
  const { secret, ...described } = credential;
  try {
    await keptSecrets.keep({ ...described, keptAt: now().toISOString() }, secret);
  } catch (error) {
    if (!recipient) return discard(operation, credential, parts, error);
    recipient.notKept(error);
    if (operation.destination) await parts.deliver(credential, operation.destination);
    return undefined;
  }
  return { ...operation, step: 'kept', newSecretId: credential.secretId };
}

/** Deletes a secret whose value could not be saved and has no recipient. Rejects with the error of saving it. */
async function discard(
  { client }: Operation,
  { secretId }: IssuedCredential,
  { service }: OperationParts,
  cause: unknown,
): Promise<never> {
  await service.deleteSecret(client.type, client.id, secretId).catch(() => {
    const orphan = { type: client.type, clientId: client.id, secretId };
    throw new CredentialsError('answerLost', { cause, orphan });
  });
  throw cause;
}

/** Tells whether a request that failed may have created something that has to be found later. */
function mayHaveTakenEffect(error: unknown): boolean {
  if (error instanceof CredentialsError)
    return error.code === 'answerLost' || error.code === 'outcomeUnknown';
  return error instanceof ServiceError && error.outcomeUnknown;
}
