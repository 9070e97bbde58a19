import path from 'node:path';
import * as vscode from 'vscode';
import type { Log } from '../../platform/log/redactingLog.ts';

/** Returns the paths of the local tenant's program and database. */
export function localTenantProgram(context: vscode.ExtensionContext, log: Log) {
  const ownFolder = path.join(context.globalStorageUri.fsPath, 'localTenant');
  return {
    executable: process.execPath,
    program: path.join(context.extensionPath, 'dist', 'localTenant.cjs'),
    dataFolder: () => {
      const setting = vscode.workspace.getConfiguration('clientCredentials.localTenant');
      // User value only: a workspace must not choose the database folder.
      return setting.inspect<string>('dataFolder')?.globalValue || ownFolder;
    },
    log: (line: string) => log.info(line),
  };
}
