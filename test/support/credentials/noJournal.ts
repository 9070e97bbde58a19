import type { IssueJournal } from '../../../src/credentials/issuing/issueCredential.ts';

/** A journal of orders for tests of what happens beside it. */
export const NO_JOURNAL: IssueJournal = {
  begin: async () => {},
  kept: async () => {},
  end: async () => {},
};
