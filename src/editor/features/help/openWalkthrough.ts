import * as vscode from 'vscode';

/** As the manifest has it. */
const WALKTHROUGH = 'start';

/** Runs *Open Walkthrough*; `extensionId` is ours, with the publisher. */
export async function openWalkthrough(extensionId: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#${WALKTHROUGH}`);
}
