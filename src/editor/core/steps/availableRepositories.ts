import * as vscode from 'vscode';
import { repositoriesOf } from '../../../externalStores/githubRepository.ts';
import { remoteAddresses } from '../../../projectFiles/git/gitRemotes.ts';

/**
 * Lists the GitHub repositories of the workspace's folders, as HOST/OWNER/NAME, the likeliest first. None in Restricted Mode:
 * whoever made the folder would choose where the secret goes.
 */
export async function availableRepositories(): Promise<readonly string[]> {
  if (!vscode.workspace.isTrusted) return [];
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map(({ uri }) => remoteAddresses(uri.fsPath)));
  return repositoriesOf(found.flat(), process.env);
}
