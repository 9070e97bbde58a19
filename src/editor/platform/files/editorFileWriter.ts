import path from 'node:path';
import * as vscode from 'vscode';
import type { KeyInFile, ProjectFileWriter } from '../../../credentials/delivery/projectFileWriter.ts';
import { refuseOutside } from '../../../projectFiles/disk/writeTarget.ts';
import { MAX_BYTES } from '../../../projectFiles/fileAccess.ts';
import { isSameFile } from '../../../projectFiles/folderHolds.ts';
import type { FileFormat } from '../../../projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { FieldPlace } from '../../../projectFiles/shapes/fieldMapping.ts';
import { DiskWriter } from '../../../projectFiles/writing/diskWriter.ts';
import { holdsValue, planKeyChange, readKey } from '../../../projectFiles/writing/keyChange.ts';
import { type FieldValues, planTextChange } from '../../../projectFiles/writing/planFileChange.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import { direnvInWords } from '../../vocabulary/words/targetWords.ts';
import { safeWindow } from '../window/safeWindow.ts';

/**
 * Writes files to disk, past the editor, which copies each file that it saves to its local history, where users do not expect a
 * secret. What is unsaved in a file is saved first, without the secret: so no unsaved document, and no backup of one, ever has
 * a secret of ours.
 */
export class EditorFileWriter implements ProjectFileWriter {
  readonly #disk: DiskWriter;

  /** @param own the writer's own folder, and names for files in it */
  constructor(own: ConstructorParameters<typeof DiskWriter>[0]) {
    this.#disk = new DiskWriter(own);
  }

  async write(target: ProjectTarget, values: FieldValues): Promise<readonly FieldPlace[]> {
    const { path: file, section } = target;
    await prepareFile(file, target.boundary ?? target.folder, (format, text) =>
      planTextChange(format, file, text, values, section),
    );
    const places = await this.#disk.write(target, values);
    sayIfBlocked(file);
    return places;
  }

  async ignore(file: Pick<ProjectTarget, 'path' | 'folder'>): Promise<void> {
    refuseRestricted(file.path);
    await this.#disk.ignore(file);
  }

  namesOf(file: string): Promise<number> {
    return this.#disk.namesOf(file);
  }

  recover(): Promise<void> {
    return this.#disk.recover();
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
    const { file, folder, keyPath } = key;
    await prepareFile(file, folder, (format, text) => planKeyChange(format, { file, text }, keyPath, value));
    await this.#disk.setKey(key, value);
    sayIfBlocked(file);
  }
}

/** Returns the document of a file that has unsaved changes in the editor. */
export const unsavedDocumentOf = (file: string): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(
    ({ uri, isDirty }) => isDirty && uri.scheme === 'file' && isSameFile(uri.fsPath, file),
  );

/**
 * Saves what is unsaved in a file, if it may be written and the change is possible. Rejects with a `ProjectFileError`; then
 * nothing has been saved.
 *
 * @param plan plans the change of the unsaved text, and throws if there is none
 */
async function prepareFile(
  file: string,
  folder: string,
  plan: (format: FileFormat, text: string) => unknown,
): Promise<void> {
  refuseRestricted(file);
  if (!unsavedDocumentOf(file)) return;
  await refuseOutside(file, folder);
  // Load this first: the document may be saved, or closed, meanwhile.
  const format = await formatOf(file);
  const document = unsavedDocumentOf(file);
  if (!document) return;
  const text = document.getText();
  if (Buffer.byteLength(text) > MAX_BYTES) throw new ProjectFileError('tooLarge', file);
  plan(format, text);
  // The editor shows the reason itself.
  if (!(await document.save())) throw new ProjectFileError('notSaved', file);
}

/** Says that direnv doesn't load a file that was changed until the user allows it. Only the user may decide that. */
function sayIfBlocked(file: string): void {
  if (/^\.envrc$/i.test(path.basename(file))) void safeWindow.showInformationMessage(direnvInWords(file));
}

/** Throws `restricted` for a file of a workspace that the user has not trusted. */
function refuseRestricted(file: string): void {
  if (!vscode.workspace.isTrusted && vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file)))
    throw new ProjectFileError('restricted', file);
}
