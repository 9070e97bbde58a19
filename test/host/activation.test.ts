import assert from 'node:assert/strict';
import inspector from 'node:inspector';
import * as vscode from 'vscode';

/** Returns the addresses of all scripts and modules that this process has loaded. */
function loadedScripts(): readonly string[] {
  const urls: string[] = [];
  const session = new inspector.Session();
  session.connect();
  session.on('Debugger.scriptParsed', ({ params }) => urls.push(params.url));
  // The scripts that are there are reported before this returns.
  session.post('Debugger.enable');
  session.disconnect();
  return urls;
}

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
    const scripts = loadedScripts();
    assert.ok(scripts.some(url => url.endsWith('dist/extension.cjs')));
    assert.deepEqual(
      scripts.filter(url => /[\\/]dist[\\/](openEditor|sessionList|chunks)\b/.test(url)),
      [],
    );
  });

  it('runs with the sample workspace open', () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.equal(folder?.name, 'workspace');
  });
});
