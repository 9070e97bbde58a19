import * as vscode from 'vscode';

/**
 * Opens an address in the user's browser.
 *
 * @param loopback an address of this machine to which that browser will be sent: when it is another machine's
 * browser, the editor is asked to lead it here
 */
export async function openInBrowser(url: string, loopback?: string): Promise<void> {
  if (loopback && vscode.env.remoteName) {
    // forwards the port; where that yields another address, the user brings the answer
    await vscode.env
      .asExternalUri(vscode.Uri.parse(new URL(loopback).origin))
      .then(undefined, () => undefined);
  }
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
