import * as vscode from 'vscode';

/** What the walkthrough ticks off once it has happened: a pressed button may end in Escape or in an error. */
export type Milestone = 'clientAdded' | 'inProject' | 'authenticated';

/** Has the editor tick a milestone off; it remembers that by itself. The manifest's walkthrough names the same keys. */
export const markMilestone = (milestone: Milestone): void =>
  void vscode.commands.executeCommand('setContext', `clientCredentials.${milestone}`, true);
