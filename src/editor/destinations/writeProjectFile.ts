import * as vscode from 'vscode';
import { writeAtomically } from '../../projectFiles/atomicWrite.ts';
import type { FieldPlace } from '../../projectFiles/fieldMapping.ts';
import { diskAccess } from '../../projectFiles/fileAccess.ts';
import { formatOf } from '../../projectFiles/fileFormats.ts';
import { planIgnoring } from '../../projectFiles/gitIgnore.ts';
import { type FieldValues, planFileChange, planTextChange } from '../../projectFiles/planFileChange.ts';
import { ProjectFileError } from '../../projectFiles/projectFileError.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { TextEdit } from '../../projectFiles/textEdit.ts';

/**
 * Writes values into a target: through the editor when the file is open there, so that unsaved changes are kept and
 * undo works; else straight to disk, whole or not at all. Throws a {@link ProjectFileError}.
 *
 * @returns which key took what
 */
export async function writeProjectFile(
  target: ProjectTarget,
  values: FieldValues,
  newName: () => string,
): Promise<readonly FieldPlace[]> {
  const open = vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === 'file' && uri.fsPath === target.path,
  );
  if (open) {
    // loaded before the text is read: it must not change between the plan and the edit
    const format = await formatOf(target.path);
    const { edits, places } = planTextChange(format, target.path, open.getText(), values);
    await editDocument(open, edits);
    return places;
  }
  const change = await planFileChange(target, values, diskAccess);
  if (!change.before?.equals(change.after)) await writeAtomically(change, { folder: target.folder, newName });
  return change.places;
}

/** Has git ignore a target, by a line in its folder's `.gitignore`. */
export async function ignoreTarget({ path, folder }: ProjectTarget, newName: () => string): Promise<void> {
  const change = await planIgnoring(path, folder, diskAccess);
  if (change.edits.length > 0) await writeAtomically(change, { folder, newName });
}

async function editDocument(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  for (const { offset, length, text } of edits) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    change.replace(document.uri, range, text);
  }
  const path = document.uri.fsPath;
  if (edits.length > 0 && !(await vscode.workspace.applyEdit(change)))
    throw new ProjectFileError('changedMeanwhile', path);
  // the editor says why in its own words; the change stands there unsaved and is not lost
  if (!(await document.save())) throw new ProjectFileError('readOnly', path);
}
