import * as vscode from 'vscode';
import type { PlainValues } from '../../projectFiles/fieldMapping.ts';
import { diskAccess } from '../../projectFiles/fileAccess.ts';
import { findTargets } from '../../projectFiles/findTargets.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';

/** Version of the service's API, as its samples write it (`ApiVersion`). */
export const API_VERSION = 'v1';

/**
 * Finds the files of all workspace folders that could take a credential. None in Restricted Mode: what an untrusted
 * workspace contains must not decide where a secret goes.
 */
export async function projectTargets(values: PlainValues): Promise<readonly ProjectTarget[]> {
  if (!vscode.workspace.isTrusted) return [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const found = await Promise.all(folders.map(({ uri }) => findTargets(uri.fsPath, values, diskAccess)));
  return found.flat();
}
