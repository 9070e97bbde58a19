import { CredentialsError, type CredentialsErrorCode } from '../credentialsError.ts';
import type { Operation } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { type Conclusion, runOperation } from './runOperation.ts';
import { guardPlaces, guardUndo } from './steps/guardPlaces.ts';
import { readOldSecret } from './steps/oldSecret.ts';

/** Errors with which undoing is refused before anything is changed. */
const REFUSALS: ReadonlySet<CredentialsErrorCode> = new Set<CredentialsErrorCode>([
  'cannotUndo',
  'heldElsewhere',
  'outcomeUnknown',
  'stillBound',
]);

const isRefusedUndo = (error: unknown): boolean =>
  error instanceof CredentialsError && REFUSALS.has(error.code);

/** Finishes an operation that was interrupted. Rejects with `busyElsewhere` while someone works on its client. */
export function finishOperation(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return withCurrent(operation, parts, async now =>
    runOperation(await guardPlaces(await turnToFinish(now, parts), parts), parts, signal),
  );
}

/** Returns the operation at the step from which it can be finished. Its state may have changed since the interruption. */
async function turnToFinish(operation: Operation, parts: OperationParts): Promise<Operation> {
  const { step, places } = operation;
  if (step === 'undoing') {
    const untouched = places.map(place =>
      place.state === 'written' ? ({ ...place, state: 'writing' } as const) : place,
    );
    return { ...leaveUndoing(operation), places: untouched };
  }
  if (step !== 'deleting') return operation;
  // Check again whether a place has the old secret, unless it is already deleted.
  return (await readOldSecret(operation, parts)) ? { ...operation, step: 'written' } : operation;
}

/** Returns an operation at its step before undoing. */
const leaveUndoing = (operation: Operation): Operation =>
  operation.step === 'undoing'
    ? { ...operation, step: operation.newSecretId === undefined ? 'asking' : 'kept' }
    : operation;

/** Undoes an interrupted operation. Rejects with `cannotUndo` when a value that is needed is not saved. */
export function undoOperation(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return withCurrent(operation, parts, async now => {
    // A deleted secret cannot be restored.
    if (now.step === 'deleting') throw new CredentialsError('cannotUndo');
    const undoing: Operation = await guardUndo({ ...now, step: 'undoing' }, parts);
    await parts.journal.put(undoing);
    return runOperation(undoing, parts, signal).catch(async error => {
      // Nothing was changed: the operation can still be finished.
      if (isRefusedUndo(error)) await parts.journal.put(leaveUndoing(now));
      throw error;
    });
  });
}

/** Runs a task with the current state of an operation, under the lock of its client, unless it has ended. */
export async function withCurrent<T extends Conclusion>(
  operation: Operation,
  { journal }: Pick<OperationParts, 'journal'>,
  task: (now: Operation) => Promise<T>,
): Promise<Conclusion> {
  return journal.exclusively(operation, async () => {
    // Someone else may have ended it.
    const now = await journal.get(operation.id);
    // The address is the one that currently reaches the tenant: a local tenant may have another port now.
    return now ? task({ ...now, resource: operation.resource }) : { operation, ended: true, elsewhere: true };
  });
}
