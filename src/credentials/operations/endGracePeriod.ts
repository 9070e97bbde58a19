import { secretOf } from '../records/references.ts';
import { refuseWhereHeldElsewhere } from './heldElsewhere.ts';
import type { Operation } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { withCurrent } from './resumeOperation.ts';
import { type Conclusion, runOperation } from './runOperation.ts';

/**
 * Deletes the old secret of a waiting rotation, after checking again that no place needs it. Rejects with `heldElsewhere` when
 * another host has it that is not among the operation's `acceptedHosts`.
 */
export function deleteOldNow(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  const { acceptedHosts } = operation;
  return withCurrent(operation, parts, async now => {
    if (now.oldSecretId !== undefined)
      await refuseWhereHeldElsewhere(secretOf(now, now.oldSecretId), { acceptedHosts }, parts);
    const concluding: Operation = {
      ...now,
      step: 'written',
      afterwards: { kind: 'delete', graceMs: 0 },
      acceptedHosts,
    };
    await parts.journal.put(concluding);
    return runOperation(concluding, parts, signal).catch(async error => {
      const { step } = (await parts.journal.get(now.id)) ?? now;
      // Nothing was changed: the rotation continues to wait, and the old secret can still be kept.
      if (step === 'written') await parts.journal.put(now);
      throw error;
    });
  });
}

/** Ends a waiting rotation without deleting the old secret. */
export function keepOld(operation: Operation, parts: Pick<OperationParts, 'journal'>): Promise<Conclusion> {
  return withCurrent(operation, parts, async now => {
    const isWaiting = now.step === 'waiting';
    if (isWaiting) await parts.journal.end(now);
    return { operation: now, ended: isWaiting };
  });
}

/** Postpones the deletion of a rotation's old secret until `byMs` milliseconds from now. */
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
