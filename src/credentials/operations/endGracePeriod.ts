import type { Operation } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { withCurrent } from './resumeOperation.ts';
import { type Conclusion, runOperation } from './runOperation.ts';

/** Deletes the old secret of a rotation that waits for it, after one more look whether anything still needs it. */
export function deleteOldNow(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return withCurrent(operation, parts, async now => {
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
  return withCurrent(operation, parts, async now => {
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
