import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in the editor', () => {
  const extension = vscode.extensions.getExtension('client-credentials.connect-client-credentials');

  it('is found by its identifier', () => {
    assert.ok(extension);
  });

  it('activates', async () => {
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('runs with the sample workspace open', () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.equal(folder?.name, 'workspace');
  });
});
