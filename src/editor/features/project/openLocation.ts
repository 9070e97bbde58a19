import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FileBinding } from '../../../credentials/records/bindings.ts';
import type { KeyPath } from '../../../projectFiles/formats/fileFormat.ts';
import type { TextPosition } from '../../../projectFiles/textPosition.ts';
import type { Core } from '../../core/core.ts';
import { chooseClient } from '../../core/pickers/chooseClients.ts';
import type { PlaceInFile } from '../../core/services.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { bindingInShort } from '../../vocabulary/words/bindingWords.ts';
import { rangeOf } from './projectCommands.ts';

/** Runs *Open File* on a client or a secret: opens the file that has it, at its key, or the one that the user picks. */
export async function openLocation(core: Core, node?: ClientsNode): Promise<void> {
  const chosen = await chooseClient(core, node);
  if (!chosen) return;
  const { connection, client } = chosen;
  const files = (await core.bindings.readableOfClient(connection.tenantId, client.id)).filter(
    each => each.kind === 'file' && (node?.kind !== 'secret' || each.secretId === node.secret.id),
  ) as readonly FileBinding[];
  if (files.length === 0) {
    void safeWindow.showInformationMessage(l10n.t('No project file with these credentials is known.'));
    return;
  }
  const file = files.length === 1 ? files[0] : await pickFile(files, client.name);
  if (file) await open(file);
}

async function pickFile(files: readonly FileBinding[], name: string): Promise<FileBinding | undefined> {
  const items = files.map(file => ({ label: bindingInShort(file), description: file.folder, file }));
  const title = l10n.t('Which file of {0}?', name);
  return (await safeWindow.showQuickPick(items, { title, matchOnDescription: true }))?.file;
}

const open = ({ file, clientSecretKey, clientIdKey }: FileBinding): Promise<void> =>
  openInFile({ file, keyPath: clientSecretKey ?? clientIdKey });

/** Opens a file at a position, else at a key, else at its start. */
export async function openInFile({ file, keyPath, position }: PlaceInFile): Promise<void> {
  const uri = vscode.Uri.file(file);
  const selection = position ? rangeAt(position) : keyPath && (await rangeOfKey(uri, keyPath));
  await vscode.commands.executeCommand('vscode.open', uri, { preview: true, selection });
}

function rangeAt({ line, column }: TextPosition): vscode.Range {
  const at = new vscode.Position(line - 1, column - 1);
  return new vscode.Range(at, at);
}

async function rangeOfKey(uri: vscode.Uri, keyPath: KeyPath): Promise<vscode.Range | undefined> {
  try {
    return await rangeOf(await vscode.workspace.openTextDocument(uri), keyPath);
  } catch {
    // The editor says itself why it can't show the file.
    return undefined;
  }
}
