import { CredentialsError } from '../credentialsError.ts';
import type { Operation, OperationStep } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { deleteOld } from './steps/deletingStep.ts';
import { issueAgain, issueFirst, type Request } from './steps/issueStep.ts';
import { handOver } from './steps/keptStep.ts';
import { undoStep } from './steps/undoingStep.ts';
import { concludeWriting } from './steps/writtenStep.ts';

/** Does what comes next, and returns the operation as it is then; `undefined` once it is at its end. */
type RunStep = (
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
) => Promise<Operation | undefined>;

/** What is done at a step that was on disk before: everything that comes after it may have happened already. */
const STEPS: Readonly<Record<Exclude<OperationStep, 'waiting'>, RunStep>> = {
  asking: issueAgain,
  kept: handOver,
  written: concludeWriting,
  deleting: deleteOld,
  undoing: undoStep,
};

/** What came of an operation. */
export interface Conclusion {
  readonly operation: Operation;
  /** `false`: it is in the journal still, for the old secret waits for its end. */
  readonly ended: boolean;
  /** Someone else has ended it, in whichever way: `operation` is as it was before. */
  readonly elsewhere?: true;
}

/**
 * Begins an operation and runs it. The caller holds the client's lock. Rejects as {@link runOperation} does; an operation
 * whose request has certainly created nothing is not in the journal afterwards.
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
 * Goes on with an operation from where its journal says it is, each step on disk before the next one begins. The caller
 * holds the client's lock. Rejects with what a step rejects with, or `cancelled`: the operation then stays in the
 * journal, from which it can be resumed or undone; not so where its client is gone before anything was written
 * (`clientGone`), which is its end.
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

/** Writes a step down. Rejects with `journalRefused`, unless that would come between a value and its recipient. */
async function note(operation: Operation, { journal, recipient, report }: OperationParts): Promise<void> {
  try {
    await journal.put(operation);
  } catch (error) {
    if (!recipient || operation.step === 'asking') throw error;
  }
  report?.(operation);
}
