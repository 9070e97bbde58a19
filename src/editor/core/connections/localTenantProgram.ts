import path from 'node:path';
import * as vscode from 'vscode';
import type { Log } from '../../platform/log/redactingLog.ts';

/** Tells where the local tenant's program is, and where its database goes. */
export function localTenantProgram(context: vscode.ExtensionContext, log: Log) {
  const ownFolder = path.join(context.globalStorageUri.fsPath, 'localTenant');
  return {
    executable: process.execPath,
    program: path.join(context.extensionPath, 'dist', 'localTenant.cjs'),
    dataFolder: () => {
      const setting = vscode.workspace.getConfiguration('clientCredentials.localTenant');
      // the user's own value only: a workspace must not choose where a database goes
      return setting.inspect<string>('dataFolder')?.globalValue || ownFolder;
    },
    log: (line: string) => log.info(line),
  };
}
