import * as vscode from 'vscode';

/** Milestones that complete walkthrough steps; a click on a button alone may end in Escape or an error. */
export type Milestone = 'clientAdded' | 'inProject' | 'authenticated';

/** Marks a milestone as reached; the editor stores that. The manifest's walkthrough uses the same keys. */
export const markMilestone = (milestone: Milestone): void =>
  void vscode.commands.executeCommand('setContext', `clientCredentials.${milestone}`, true);
