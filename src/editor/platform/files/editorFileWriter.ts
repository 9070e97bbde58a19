import * as vscode from 'vscode';
import type { KeyInFile, ProjectFileWriter } from '../../../credentials/delivery/projectFileWriter.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import type { TextEdit } from '../../../projectFiles/formats/textEdit.ts';
import { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { FieldPlace } from '../../../projectFiles/shapes/fieldMapping.ts';
import { DiskWriter } from '../../../projectFiles/writing/diskWriter.ts';
import { holdsValue, planKeyChange, readKey } from '../../../projectFiles/writing/keyChange.ts';
import { type FieldValues, planTextChange } from '../../../projectFiles/writing/planFileChange.ts';
import type { SecretText } from '../../../secret/secretText.ts';

/**
 * Writes files with unsaved changes through the editor, which keeps those changes and supports undo; all others are
 * written to disk, atomically. The editor copies each file that it saves to its local history, where users do not expect
 * a secret: so a file that is merely open, or was a moment ago, is written to disk.
 */
export class EditorFileWriter implements ProjectFileWriter {
  readonly #disk: DiskWriter;

  /** @param newName makes a unique part of a file name */
  constructor(newName: () => string) {
    this.#disk = new DiskWriter(newName);
  }

  async write(target: ProjectTarget, values: FieldValues): Promise<readonly FieldPlace[]> {
    const unsaved = unsavedDocumentOf(target.path);
    if (!unsaved) return this.#disk.write(target, values);
    // Load this first: the text must not change between the plan and the edit.
    const format = await formatOf(target.path);
    const { edits, places } = planTextChange(format, target.path, unsaved.getText(), values, target.section);
    await editDocument(unsaved, edits);
    return places;
  }

  ignore(file: Pick<ProjectTarget, 'path' | 'folder'>): Promise<void> {
    return this.#disk.ignore(file);
  }

  async readKey(key: KeyInFile): Promise<SecretText | undefined> {
    const unsaved = unsavedDocumentOf(key.file);
    if (!unsaved) return this.#disk.readKey(key);
    return readKey(await formatOf(key.file), unsaved.getText(), key.keyPath);
  }

  async holds(file: string, value: SecretText): Promise<boolean> {
    const unsaved = unsavedDocumentOf(file);
    if (!unsaved) return this.#disk.holds(file, value);
    return holdsValue(await formatOf(file), unsaved.getText(), value);
  }

  async setKey(key: KeyInFile, value: SecretText): Promise<void> {
    const unsaved = unsavedDocumentOf(key.file);
    if (!unsaved) return this.#disk.setKey(key, value);
    const format = await formatOf(key.file);
    const document = { file: key.file, text: unsaved.getText() };
    await editDocument(unsaved, planKeyChange(format, document, key.keyPath, value));
  }
}

/** Returns the document of a file that has unsaved changes in the editor. */
export const unsavedDocumentOf = (file: string): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(
    ({ uri, isDirty }) => isDirty && uri.scheme === 'file' && uri.fsPath === file,
  );

async function editDocument(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  for (const { offset, length, text } of edits) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    change.replace(document.uri, range, text);
  }
  const path = document.uri.fsPath;
  if (edits.length > 0 && !(await vscode.workspace.applyEdit(change)))
    throw new ProjectFileError('changedMeanwhile', path);
  // The editor shows the reason itself. The change remains in the unsaved document.
  if (document.isDirty && !(await document.save())) throw new ProjectFileError('readOnly', path);
}
