import type { SecretText } from '../../secret/secretText.ts';
import type { FileAccess } from '../fileAccess.ts';
import { decodeFile, encodeFile, type FileText } from '../fileText.ts';
import { entryAt } from '../formats/entryAt.ts';
import { errorOf } from '../formats/errorOf.ts';
import type { FileFormat } from '../formats/fileFormat.ts';
import { formatOf } from '../formats/fileFormats.ts';
import { applyEdits, type TextEdit } from '../formats/textEdit.ts';
import { ProjectFileError } from '../projectFileError.ts';
import type { ProjectTarget } from '../projectTarget.ts';
import { refuseEncrypted } from '../shapes/encryptedFile.ts';
import { fieldValue, type PlainValues } from '../shapes/field.ts';
import { type FieldPlace, type FileSection, mapFields } from '../shapes/fieldMapping.ts';
import { settablePlaces } from './settablePlaces.ts';

/** The values for a file. The secret is revealed only when the edits are made; a public client has none. */
export interface FieldValues extends PlainValues {
  readonly clientSecret?: SecretText;
}

/** The change of a text, as data. */
export interface TextChange {
  readonly edits: readonly TextEdit[];
  /** The keys that take the fields, without the values. */
  readonly places: readonly FieldPlace[];
}

/** The change of a file on disk. */
export interface FileChange extends TextChange {
  readonly path: string;
  /** The bytes of the file when the change was planned; `undefined` for a new file. */
  readonly before: Buffer | undefined;
  /** The bytes after the change. */
  readonly after: Buffer;
}

/** Plans the change of a text, from the editor or from a file. Throws a {@link ProjectFileError}. */
export function planTextChange(
  format: FileFormat,
  file: string,
  text: string,
  values: FieldValues,
  section?: FileSection,
): TextChange {
  refuseEncrypted(format, file, text);
  const { places } = settablePlaces(format, text, mapFields(format, text, values, section));
  // The group that was chosen is gone.
  if (section?.group && places.length === 0) throw new ProjectFileError('changedMeanwhile', file);
  const entries = format.read(text);
  const assignments = places
    .filter(({ field, state }) => state !== 'same' && (field !== 'clientSecret' || values.clientSecret))
    .map(({ field, keyPath }) => {
      const present = entryAt(format, entries, keyPath)?.value;
      const plain =
        field === 'clientSecret' ? values.clientSecret?.reveal() : fieldValue(field, values, present);
      return { keyPath, value: plain ?? '' };
    });
  const edited = format.set(text, assignments);
  if (!edited.ok) throw errorOf(format, file, text, edited.fault);
  return { edits: edited.edits, places };
}

/** The text that a target's change starts from. */
export interface TargetSource extends FileText {
  /** The bytes of the file itself; `undefined` while it doesn't exist. */
  readonly bytes: Buffer | undefined;
}

/** Reads a target's file or, while it doesn't exist, the template that it is made from. Rejects with a {@link ProjectFileError}. */
export async function readSource(
  { path, template }: Pick<ProjectTarget, 'path' | 'template'>,
  access: FileAccess,
): Promise<TargetSource> {
  const bytes = await access.read(path);
  const source = bytes ?? (template === undefined ? undefined : await access.read(template));
  return { ...decodeFile(path, source ?? Buffer.alloc(0)), bytes };
}

/** Plans the change of a target on disk, from the file or its template. Rejects with a {@link ProjectFileError}. */
export async function planFileChange(
  target: Pick<ProjectTarget, 'path' | 'template' | 'section'>,
  values: FieldValues,
  access: FileAccess,
): Promise<FileChange> {
  const { text, encoding, bytes: before } = await readSource(target, access);
  const change = planTextChange(await formatOf(target.path), target.path, text, values, target.section);
  const after = encodeFile({ text: applyEdits(text, change.edits), encoding });
  return { path: target.path, before, after, ...change };
}
