import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../src/credentials/connections/connection.ts';
import { ConnectionSettings } from '../../src/editor/core/connections/connectionSettings.ts';
import { COMMAND_NAMES, commandId } from '../../src/editor/vocabulary/commandId.ts';

describe('the commands in the editor', () => {
  it('are all registered once the extension is active', async () => {
    await vscode.extensions.getExtension('client-credentials.connect-client-credentials')?.activate();
    const known = await vscode.commands.getCommands(true);
    const missing = COMMAND_NAMES.map(commandId).filter(id => !known.includes(id));
    assert.deepEqual(missing, []);
  });

  it('load the parts when one runs, and report a connection that is not there without failing', async () => {
    // nothing to refresh: no connection is set up in this window
    await vscode.commands.executeCommand(commandId('refresh'));
  });

  it('take a stranger’s argument for no node', async () => {
    await vscode.commands.executeCommand(commandId('loadMore'), { kind: 5 }, null);
  });
});

describe('the connections setting', () => {
  const connections = () => vscode.workspace.getConfiguration('clientCredentials').inspect('connections');

  it('cannot be set by the workspace', async () => {
    const write = vscode.workspace
      .getConfiguration('clientCredentials')
      .update('connections', [], vscode.ConfigurationTarget.Workspace);
    await assert.rejects(Promise.resolve(write));
    assert.equal(connections()?.workspaceValue, undefined);
  });

  it('takes changes that come at the same time', async () => {
    const settings = new ConnectionSettings();
    const [one, other] = ['One', 'Other'].map(
      (name): Connection => ({
        name,
        kind: 'service',
        resource: 'https://localhost',
        tenantId: crypto.randomUUID(),
        signIn: { method: 'client', clientId: crypto.randomUUID() },
      }),
    ) as [Connection, Connection];
    await Promise.all([settings.save(one), settings.save(other)]);
    assert.deepEqual(settings.all(), [one, other]);
    await Promise.all([settings.remove(one.name), settings.remove(other.name)]);
    assert.deepEqual(settings.all(), []);
  });

  it('renames and removes a connection whose name has spaces around it', async () => {
    const spaced = {
      name: ' Spaced ',
      kind: 'service',
      resource: 'https://localhost',
      tenantId: crypto.randomUUID(),
      signIn: { method: 'client', clientId: crypto.randomUUID() },
    } as const;
    await vscode.workspace
      .getConfiguration('clientCredentials')
      .update('connections', [spaced], vscode.ConfigurationTarget.Global);
    const settings = new ConnectionSettings();
    await settings.save({ ...spaced, name: 'Renamed' }, 'Spaced');
    assert.deepEqual(settings.all(), [{ ...spaced, name: 'Renamed' }]);
    await settings.remove('Renamed');
    assert.deepEqual(settings.all(), []);
  });
});
