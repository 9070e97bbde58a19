import type { IssueJournal } from '../../../src/credentials/issuing/issueCredential.ts';

/** A journal of orders that records nothing, for tests of other things. */
export const NO_JOURNAL: IssueJournal = {
  begin: async () => {},
  kept: async () => {},
  end: async () => {},
};
