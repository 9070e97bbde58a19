import { SecretText } from '../../secret/secretText.ts';
import type { FileFormat, KeyPath } from '../formats/fileFormat.ts';
import type { TextEdit } from '../formats/textEdit.ts';
import { ProjectFileError } from '../projectFileError.ts';

const samePath = (one: KeyPath, other: KeyPath): boolean => one.join('\0') === other.join('\0');

/**
 * Reads the value of one key of a text, as a program would find it: of several, the last. `undefined` when the key is
 * missing or empty.
 */
export function readKey(format: FileFormat, text: string, keyPath: KeyPath): SecretText | undefined {
  const value = format.read(text).findLast(entry => samePath(entry.keyPath, keyPath))?.value;
  return value ? new SecretText(value) : undefined;
}

/** Tells whether any key of a text has a value. */
export function holdsValue(format: FileFormat, text: string, value: SecretText): boolean {
  const wanted = value.reveal();
  return format.read(text).some(entry => entry.value === wanted);
}

/** Makes the edits that give one key of a text another value. Throws a {@link ProjectFileError}. */
export function planKeyChange(
  format: FileFormat,
  { file, text }: { readonly file: string; readonly text: string },
  keyPath: KeyPath,
  value: SecretText,
): readonly TextEdit[] {
  const edited = format.set(text, [{ keyPath, value: value.reveal() }]);
  if (!edited.ok) throw new ProjectFileError(edited.fault.code, file, { detail: edited.fault.detail });
  return edited.edits;
}
