import { LIMITS } from '../../service/model/limits.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { unlessGone } from '../../service/unlessGone.ts';
import { CredentialsError } from '../credentialsError.ts';
import { type ClientReference, secretOf } from '../records/references.ts';
import { isSameClient } from '../records/sameId.ts';
import type { Afterwards, Operation } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { placesOf } from './rotatedPlaces.ts';
import { type Conclusion, runOperation } from './runOperation.ts';
import { issueSecret } from './steps/issueStep.ts';
import { oldSecret } from './steps/oldSecret.ts';

/** What a rotation is asked to do. */
export interface RotationOrder extends ClientReference {
  /** GUID of the operation. */
  readonly id: string;
  /** The service's number of the secret that is replaced. */
  readonly oldSecretId: number;
  /** Another secret that is deleted to make room for the new one, where the client has as many as it may. */
  readonly removedSecretId?: number;
  /** Of the new secret. No other secret of the client may have it: the new one is found by it. */
  readonly description: string;
  /** Of the new secret; missing when it never expires. */
  readonly expiresAt?: Date;
  readonly afterwards: Afterwards;
}

/**
 * Rotates a secret: adds a new one, keeps it, sees it work, brings it to every place that holds the old one, sees it
 * work there, and deletes the old one when that is wanted. One rotation of a client at a time on this machine. Rejects
 * with `busyElsewhere`, `rotationUnderWay`, `clientDisabled`, `changedMeanwhile` (the old secret is gone) or
 * `secretLimitReached` before anything is sent; afterwards as {@link runOperation} does.
 */
export function startRotation(
  order: RotationOrder,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return parts.journal.exclusively(order, async () => {
    const operation = await planned(order, parts);
    if (signal.aborted) throw new CredentialsError('cancelled');
    await makeRoom(order, parts);
    await parts.journal.put(operation);
    parts.report?.(operation);
    const kept = await issueSecret(operation, parts, signal).catch(async error => {
      // refused in so many words: nothing has been created
      const isRefusal = error instanceof ServiceError && !error.outcomeUnknown;
      if (isRefusal || isKeyring(error)) await parts.journal.end(operation);
      throw error;
    });
    await parts.journal.put(kept);
    parts.report?.(kept);
    return runOperation(kept, parts, signal);
  });
}

const isRefusedUndo = (error: unknown): boolean =>
  error instanceof CredentialsError && ['cannotUndo', 'outcomeUnknown', 'stillBound'].includes(error.code);

const isKeyring = (error: unknown): boolean =>
  error instanceof CredentialsError && (error.code === 'keyringRefused' || error.code === 'cancelled');

/** Deletes the secret that the user has given up, once nothing else stands against the rotation. */
async function makeRoom(
  { tenantId, client, removedSecretId }: RotationOrder,
  { service, keptSecrets }: OperationParts,
): Promise<void> {
  if (removedSecretId === undefined) return;
  await service.deleteSecret(client.type, client.id, removedSecretId).catch(unlessGone);
  await keptSecrets.forget(secretOf({ tenantId, client }, removedSecretId));
}

async function planned(order: RotationOrder, parts: OperationParts): Promise<Operation> {
  const { tenantId, client, oldSecretId } = order;
  const old = secretOf(order, oldSecretId);
  const open = await parts.journal.open();
  const isInTheWay = (each: Operation) =>
    each.kind === 'rotate' && (each.step !== 'waiting' || each.oldSecretId === oldSecretId);
  const own = open.filter(each => isSameClient(secretOf(each, oldSecretId), old));
  if (own.some(isInTheWay)) throw new CredentialsError('rotationUnderWay');
  const secrets = await parts.service.secrets(client.type, client.id);
  if (!secrets.some(({ id }) => id === oldSecretId)) throw new CredentialsError('changedMeanwhile');
  const left = secrets.filter(({ id }) => id !== order.removedSecretId);
  if (left.length >= LIMITS.secretsPerClient) throw new CredentialsError('secretLimitReached');
  if (!(await isEnabled(client, parts))) throw new CredentialsError('clientDisabled');
  const { id, resource, description, expiresAt, afterwards } = order;
  return {
    ...{ id, kind: 'rotate', step: 'asking', startedAt: parts.now().toISOString() },
    ...{ resource, tenantId, client, description, afterwards, oldSecretId },
    ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    known: secrets.map(secret => secret.id),
    places: await placesOf(old, parts),
  };
}

async function isEnabled(
  { type, id }: RotationOrder['client'],
  { service }: OperationParts,
): Promise<boolean> {
  try {
    return (await service.client(type, id)).enabled;
  } catch (error) {
    // a client may see to its own secrets without seeing itself; that it has a token tells as much
    if (error instanceof ServiceError && error.code === 'forbidden') return true;
    throw error;
  }
}

/** Goes on with an operation that was interrupted. Rejects with `busyElsewhere` while somebody works on it. */
export function finishOperation(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return attended(operation, parts, async now =>
    runOperation(await turnedToFinish(now, parts), parts, signal),
  );
}

/** Finds where to go on towards the end: what was true when it was interrupted need not be true any more. */
async function turnedToFinish(operation: Operation, parts: OperationParts): Promise<Operation> {
  const { step, places } = operation;
  if (step === 'undoing') {
    const untouched = places.map(place =>
      place.state === 'written' ? ({ ...place, state: 'writing' } as const) : place,
    );
    return { ...beforeUndoing(operation), places: untouched };
  }
  if (step !== 'deleting') return operation;
  // one more look whether any place has come to hold it; where it is gone already, there is nothing to look for
  return (await oldSecret(operation, parts)) ? { ...operation, step: 'written' } : operation;
}

/** An operation that is not to be undone after all. */
const beforeUndoing = (operation: Operation): Operation =>
  operation.step === 'undoing'
    ? { ...operation, step: operation.newSecretId === undefined ? 'asking' : 'kept' }
    : operation;

/** Takes an interrupted operation back. Rejects with `cannotUndo` when a value for that is not here. */
export function undoOperation(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return attended(operation, parts, async now => {
    // what has been deleted cannot come back
    if (now.step === 'deleting') throw new CredentialsError('cannotUndo');
    const undoing: Operation = { ...now, step: 'undoing' };
    await parts.journal.put(undoing);
    return runOperation(undoing, parts, signal).catch(async error => {
      // refused: it is as it was, and can be finished
      if (isRefusedUndo(error)) await parts.journal.put(beforeUndoing(now));
      throw error;
    });
  });
}

/** Deletes the old secret of a rotation that waits for it, after one more look whether anything still needs it. */
export function deleteOldNow(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return attended(operation, parts, async now => {
    const concluding: Operation = { ...now, step: 'written', afterwards: { kind: 'delete', graceMs: 0 } };
    await parts.journal.put(concluding);
    return runOperation(concluding, parts, signal).catch(async error => {
      const { step } = (await parts.journal.get(now.id)) ?? now;
      // nothing has been changed: it waits on, and can still be kept
      if (step === 'written') await parts.journal.put(now);
      throw error;
    });
  });
}

/** Keeps the old secret of a rotation that waits for its end: it is a secret like any other again. */
export function keepOld(operation: Operation, parts: Pick<OperationParts, 'journal'>): Promise<Conclusion> {
  return attended(operation, parts, async now => {
    const isWaiting = now.step === 'waiting';
    if (isWaiting) await parts.journal.end(now);
    return { operation: now, ended: isWaiting };
  });
}

/** Puts the end of a rotation's old secret off; `byMs` from now on, milliseconds. */
export function postponeDeletion(
  operation: Operation,
  byMs: number,
  { journal, now }: Pick<OperationParts, 'journal' | 'now'>,
): Promise<void> {
  return journal.exclusively(operation, async () => {
    const current = await journal.get(operation.id);
    const deleteAt = new Date(now().getTime() + byMs).toISOString();
    if (current?.step === 'waiting') await journal.put({ ...current, deleteAt });
  });
}

/** Runs a task on an operation as it is now, while nobody else works on its client; one that has ended has ended. */
export async function attended<T extends Conclusion>(
  operation: Operation,
  { journal }: Pick<OperationParts, 'journal'>,
  task: (now: Operation) => Promise<T>,
): Promise<Conclusion> {
  return journal.exclusively(operation, async () => {
    // somebody else may have come to its end with it
    const now = await journal.get(operation.id);
    // by the address that reaches its tenant today: a local tenant may have come up at another port
    return now ? task({ ...now, resource: operation.resource }) : { operation, ended: true, elsewhere: true };
  });
}
