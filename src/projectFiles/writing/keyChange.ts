import { SecretText } from '../../secret/secretText.ts';
import { entryAt } from '../formats/entryAt.ts';
import { errorOf } from '../formats/errorOf.ts';
import type { FileFormat, KeyPath } from '../formats/fileFormat.ts';
import type { TextEdit } from '../formats/textEdit.ts';
import { refuseEncrypted } from '../shapes/encryptedFile.ts';

/**
 * Returns the value of a key, of several the last one, as programs read it, also if the key is written in another case that they
 * treat alike; `undefined` if the key is missing or empty.
 */
export function readKey(format: FileFormat, text: string, keyPath: KeyPath): SecretText | undefined {
  const value = entryAt(format, format.read(text), keyPath)?.value;
  return value ? new SecretText(value) : undefined;
}

/** Tells whether any key of a text has this value. */
export function holdsValue(format: FileFormat, text: string, value: SecretText): boolean {
  const wanted = value.reveal();
  return format.read(text).some(entry => entry.value === wanted);
}

/** A key and its new value. */
export interface KeyValue {
  readonly keyPath: KeyPath;
  readonly value: string;
}

/** Plans the edits that set one key of a text. Throws a `ProjectFileError`. */
export function planKeyChange(
  format: FileFormat,
  document: { readonly file: string; readonly text: string },
  keyPath: KeyPath,
  value: SecretText,
): readonly TextEdit[] {
  return planKeyChanges(format, document, [{ keyPath, value: value.reveal() }]);
}

/** Plans the edits that set several keys of a text. Throws a `ProjectFileError`. */
export function planKeyChanges(
  format: FileFormat,
  { file, text }: { readonly file: string; readonly text: string },
  values: readonly KeyValue[],
): readonly TextEdit[] {
  refuseEncrypted(format, file, text);
  const edited = format.set(text, values);
  if (!edited.ok) throw errorOf(format, file, text, edited.fault);
  return edited.edits;
}
