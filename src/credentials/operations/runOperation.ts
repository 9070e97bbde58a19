import { CredentialsError } from '../credentialsError.ts';
import type { Operation, OperationStep } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { deleteOrphans } from './steps/deleteOrphans.ts';
import { deleteOld } from './steps/deletingStep.ts';
import { issueSecret } from './steps/issueStep.ts';
import { handOver } from './steps/keptStep.ts';
import { lookAfterIssue, unclear } from './steps/lookAfterIssue.ts';
import { undoStep } from './steps/undoingStep.ts';
import { concludeWriting } from './steps/writtenStep.ts';

/** Does what comes next, and returns the operation as it is then; `undefined` once it is at its end. */
type RunStep = (
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
) => Promise<Operation | undefined>;

const STEPS: Readonly<Record<Exclude<OperationStep, 'waiting'>, RunStep>> = {
  asking: askAgain,
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
  /** Somebody else has come to its end with it, in whichever way: `operation` is as it was before. */
  readonly elsewhere?: true;
}

/**
 * Goes on with an operation from where its journal says it is, each step on disk before the next one begins. The caller
 * holds the client's lock. Rejects with what a step rejects with, or `cancelled`: the operation then stays in the
 * journal, from which it can be gone on with, or undone; not so where its client is gone before anything was written
 * (`clientGone`), which is its end.
 */
export async function runOperation(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  let current = operation;
  while (current.step !== 'waiting') {
    if (signal.aborted) throw new CredentialsError('cancelled');
    const next = await STEPS[current.step](current, parts, signal);
    if (!next) {
      await parts.journal.end(current);
      return { operation: current, ended: true };
    }
    await parts.journal.put(next);
    parts.report?.(next);
    current = next;
  }
  return { operation: current, ended: false };
}

/** After a crash or a lost answer: looks before it asks again. Ends the operation and rejects with `clientGone` where that is so. */
async function askAgain(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Operation | undefined> {
  const issued = await lookAfterIssue(operation, parts).catch(async (error: unknown) => {
    // what it was to create is gone with its client, or never was: there is nothing left to do or to undo
    if (error instanceof CredentialsError && error.code === 'clientGone') await parts.journal.end(operation);
    throw error;
  });
  if (issued.kind === 'kept') return { ...operation, step: 'kept', newSecretId: issued.secretId };
  // created for this rotation alone, and of no use to anybody
  if (operation.kind === 'rotate') {
    await deleteOrphans(operation, issued.kind === 'orphan' ? issued.secretIds : [], parts);
    return issueSecret(operation, parts, signal);
  }
  if (issued.kind === 'nothing') return undefined;
  if (issued.kind === 'unclear') throw unclear(operation);
  // ours to delete or to fill in is for the user to say
  const { type, id: clientId } = operation.client;
  const [secretId] = operation.kind === 'addSecret' ? issued.secretIds : [];
  throw new CredentialsError('answerLost', {
    orphan: { type, clientId, ...(secretId === undefined ? {} : { secretId }) },
  });
}
