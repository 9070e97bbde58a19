import * as vscode from 'vscode';
import type { KeyPath } from '../../../projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import type { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import type { Core } from '../../core/core.ts';
import type { FileNode, KeyNode } from '../../vocabulary/projectNode.ts';

/** Opens a file of the view, at the clicked key, or at the place that can't be read. */
export async function openProjectFile(node?: FileNode | KeyNode): Promise<void> {
  if (!node) return;
  if (node.file.unread) return openUnread(node.file.unread);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(node.file.path));
  const selection = node.kind === 'key' ? await rangeOf(document, node.keyPath) : undefined;
  await vscode.window.showTextDocument(document, { preview: true, selection });
}

/** Opens a file that can't be read as far as the editor can, which says itself if it can't show the file. */
async function openUnread({ path: file, position }: ProjectFileError): Promise<void> {
  const at = position && new vscode.Position(position.line - 1, position.column - 1);
  const selection = at && new vscode.Range(at, at);
  const target = vscode.Uri.file(file);
  await vscode.commands.executeCommand('vscode.open', target, { preview: true, selection });
}

/** Runs *Insert Credentials Here*: into the given file, or one that the user picks. */
export async function insertHere({ delivery }: Core, node?: FileNode | KeyNode): Promise<void> {
  if (node) await delivery.insertIntoFile(node.file.path, clientOf(node));
  else await delivery.insertIntoFile();
}

/** Returns the client to suggest: the first one that the file names. */
const clientOf = (node: FileNode | KeyNode): string | undefined =>
  (node.kind === 'key' ? node : node.keys[0])?.credential.identified.clientId;

/** A different value, used to locate the current one. */
const OTHER_VALUE = 'another';

/** Finds a key's value by the edit that would replace it, which every format supports. */
async function rangeOf(document: vscode.TextDocument, keyPath: KeyPath): Promise<vscode.Range | undefined> {
  const format = await formatOf(document.uri.fsPath);
  const edited = format.set(document.getText(), [{ keyPath, value: OTHER_VALUE }]);
  const [edit] = edited.ok ? edited.edits : [];
  // Only the position: the value must not be selected where someone else may see it.
  const at = edit && document.positionAt(edit.offset);
  return at && new vscode.Range(at, at);
}
