import type { IssueJournal } from '../issueCredential.ts';
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
  { journal, now }: { readonly journal: Pick<OperationJournal, 'put' | 'end'>; readonly now: () => Date },
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
    kept: newSecretId => put({ ...current, step: 'kept', newSecretId }),
    end: () => journal.end(current),
  };
}
