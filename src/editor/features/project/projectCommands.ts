import * as vscode from 'vscode';
import type { KeyPath } from '../../../projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import type { FileNode, KeyNode, ProjectNode } from '../../vocabulary/projectNode.ts';
import { insertIntoFile, type KeptSecretCommandParts } from '../delivery/insertCommands.ts';

/** What the commands of the Project Credentials view work with. */
export interface ProjectCommandParts {
  readonly folders: { reset(): void };
  /** Asks for everything that the view shows again. */
  readonly refreshProject: () => void;
}

/** Runs *Refresh Project Credentials*. */
export function refreshProject({ folders, refreshProject: refresh }: ProjectCommandParts): void {
  folders.reset();
  refresh();
}

/** Opens a file of the view, at the key that was clicked. */
export async function openProjectFile(node?: ProjectNode): Promise<void> {
  if (node?.kind !== 'file' && node?.kind !== 'key') return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(node.file.path));
  const selection = node.kind === 'key' ? await rangeOf(document, node.keyPath) : undefined;
  await vscode.window.showTextDocument(document, { preview: true, ...(selection ? { selection } : {}) });
}

/** Runs *Insert Credentials Here*: into this very file. */
export async function insertHere(parts: KeptSecretCommandParts, node?: ProjectNode): Promise<void> {
  if (node?.kind !== 'file' && node?.kind !== 'key') return insertIntoFile(parts);
  await insertIntoFile(parts, node.file.path, clientOf(node));
}

/** The client whose credentials are likeliest meant: the one that the file names. */
const clientOf = (node: FileNode | KeyNode): string | undefined =>
  (node.kind === 'key' ? node : node.keys[0])?.credential.identified.clientId;

/** Stands for another value, to learn where the present one is. */
const OTHER_VALUE = 'another';

/** Finds a key's value by the edit that would replace it: the one thing that every format can tell. */
async function rangeOf(document: vscode.TextDocument, keyPath: KeyPath): Promise<vscode.Range | undefined> {
  const format = await formatOf(document.uri.fsPath);
  const edited = format.set(document.getText(), [{ keyPath, value: OTHER_VALUE }]);
  const [edit] = edited.ok ? edited.edits : [];
  // only the place: whoever looks over a shoulder need not see the value selected
  const at = edit && document.positionAt(edit.offset);
  return at && new vscode.Range(at, at);
}
