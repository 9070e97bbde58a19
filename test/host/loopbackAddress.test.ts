import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('an address of this machine', () => {
  it('stays what it is for a browser, with path and query', async () => {
    const address = 'http://127.0.0.1:54321/callback?code=a';
    const external = await vscode.env.asExternalUri(vscode.Uri.parse(address));
    assert.equal(external.toString(true), address);
  });
});
