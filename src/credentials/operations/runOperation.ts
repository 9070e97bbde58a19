import { CredentialsError } from '../credentialsError.ts';
import type { Operation, OperationStep } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { deleteOld } from './steps/deletingStep.ts';
import { issueAgain, issueFirst, type Request } from './steps/issueStep.ts';
import { handOver } from './steps/keptStep.ts';
import { undoStep } from './steps/undoingStep.ts';
import { concludeWriting } from './steps/writtenStep.ts';

/** Runs a step, and returns the operation at its next step; `undefined` when it has ended. */
type RunStep = (
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
) => Promise<Operation | undefined>;

/** Runs each step that is on disk. Everything that the step does may have happened already. */
const STEPS: Readonly<Record<Exclude<OperationStep, 'waiting'>, RunStep>> = {
  asking: issueAgain,
  kept: handOver,
  written: concludeWriting,
  deleting: deleteOld,
  undoing: undoStep,
};

/** The result of an operation. */
export interface Conclusion {
  readonly operation: Operation;
  /** `false`: it is still in the journal, because the old secret is to be deleted later. */
  readonly ended: boolean;
  /** Someone else has ended it in the meantime: `operation` is as it was before. */
  readonly elsewhere?: true;
}

/**
 * Writes an operation to the journal, sends its request, and runs it to its end. The caller holds the client's lock. Rejects
 * as {@link runOperation} does. When the request has certainly created nothing, the operation is removed from the journal.
 */
export async function startOperation(
  operation: Operation,
  request: Request,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  await note(operation, parts);
  return advance(operation, () => issueFirst(operation, request, parts, signal), parts, signal);
}

/**
 * Runs an operation from its current step to its end. Each step is on disk before the next one begins. The caller holds the
 * client's lock. Rejects with `cancelled`, or as a step does: the operation remains in the journal, and can be resumed or
 * undone. It ends with `clientGone` when its client was deleted before anything was written.
 */
export async function runOperation(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  if (operation.step === 'waiting') return { operation, ended: false };
  if (signal.aborted) throw new CredentialsError('cancelled');
  return advance(operation, STEPS[operation.step], parts, signal);
}

async function advance(
  operation: Operation,
  run: RunStep,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  const next = await run(operation, parts, signal);
  if (!next) {
    await parts.journal.end(operation);
    return { operation, ended: true };
  }
  await note(next, parts);
  return runOperation(next, parts, signal);
}

/** Writes a step to the journal. A recipient gets the value even when this fails; else rejects with `journalRefused`. */
async function note(operation: Operation, { journal, recipient, report }: OperationParts): Promise<void> {
  try {
    await journal.put(operation);
  } catch (error) {
    if (!recipient || operation.step === 'asking') throw error;
  }
  report?.(operation);
}
