import type { IssueJournal } from '../../src/credentials/issueCredential.ts';

/** A journal of orders for tests of what happens beside it. */
export const NO_JOURNAL: IssueJournal = {
  begin: async () => {},
  kept: async () => {},
  end: async () => {},
};
