import type { IssueJournal } from '../issuing/issueCredential.ts';
import { secretOf } from '../records/references.ts';
import { isSameClient } from '../records/sameId.ts';
import type { Operation } from './operation.ts';
import type { OperationJournal } from './operationJournal.ts';

/** A new client, or a new secret, as the journal knows it before anything is sent. */
export type IssueOperation = Omit<
  Operation,
  'step' | 'known' | 'places' | 'afterwards' | 'startedAt' | 'newSecretId' | 'deleteAt' | 'oldSecretId'
>;

/** Makes the journal of one order out of that of all. */
export function journaledIssue(
  operation: IssueOperation,
  {
    journal,
    now,
  }: { readonly journal: Pick<OperationJournal, 'open' | 'put' | 'end'>; readonly now: () => Date },
): IssueJournal {
  let current: Operation = {
    ...operation,
    step: 'asking',
    startedAt: now().toISOString(),
    ...{ known: [], places: [], afterwards: { kind: 'keep' } },
  };
  const put = (next: Operation) => {
    current = next;
    return journal.put(next);
  };
  return {
    begin: known => put({ ...current, known }),
    kept: async newSecretId => {
      await put({ ...current, step: 'kept', newSecretId });
      await disown(current, newSecretId, journal);
    },
    end: () => journal.end(current),
  };
}

/** Has orders of the same client that still look for their secret know that this one is not theirs. */
async function disown(
  operation: Operation,
  secretId: number,
  journal: Pick<OperationJournal, 'open' | 'put'>,
): Promise<void> {
  const open = await journal.open();
  const looking = open.filter(
    each =>
      each.id !== operation.id &&
      each.step === 'asking' &&
      isSameClient(secretOf(each, secretId), secretOf(operation, secretId)),
  );
  for (const each of looking) await journal.put({ ...each, known: [...each.known, secretId] });
}
