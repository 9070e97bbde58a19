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

  it('loads nothing more until somebody uses it, though the editor asks for its accounts', async () => {
    await extension?.activate();
    assert.deepEqual(await vscode.authentication.getAccounts('clientCredentials'), []);
    // suites are bundled as CommonJS, and share the host's cache with the extensions
    const loaded = Object.keys(require.cache);
    assert.ok(loaded.some(file => file.endsWith('extension.cjs')));
    assert.ok(!loaded.some(file => /[\\/]dist[\\/](parts|[^\\/]+-[A-Z0-9]{8})\.cjs$/.test(file)));
  });

  it('runs with the sample workspace open', () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.equal(folder?.name, 'workspace');
  });
});
