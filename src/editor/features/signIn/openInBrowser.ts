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
  // as a text, which the editor takes too: an `Uri` is decoded on its way, and then a redirect URI that has a query
  // of its own falls apart (VS Code, `extHostWindow.openUri`)
  await vscode.env.openExternal(url as unknown as vscode.Uri);
}
