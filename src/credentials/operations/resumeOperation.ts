import { CredentialsError, type CredentialsErrorCode } from '../credentialsError.ts';
import type { Operation } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { type Conclusion, runOperation } from './runOperation.ts';
import { oldSecret } from './steps/oldSecret.ts';

/** Refusals to undo, before which nothing has been changed. */
const REFUSALS: ReadonlySet<CredentialsErrorCode> = new Set<CredentialsErrorCode>([
  'cannotUndo',
  'outcomeUnknown',
  'stillBound',
]);

const isRefusedUndo = (error: unknown): boolean =>
  error instanceof CredentialsError && REFUSALS.has(error.code);

/** Goes on with an operation that was interrupted. Rejects with `busyElsewhere` while somebody works on it. */
export function finishOperation(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return withCurrent(operation, parts, async now =>
    runOperation(await turnToFinish(now, parts), parts, signal),
  );
}

/** Finds where to go on towards the end: what was true when it was interrupted need not be true any more. */
async function turnToFinish(operation: Operation, parts: OperationParts): Promise<Operation> {
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
  return withCurrent(operation, parts, async now => {
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

/** Runs a task on an operation as it is now, while nobody else works on its client; one that has ended has ended. */
export async function withCurrent<T extends Conclusion>(
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
