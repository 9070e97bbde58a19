import type { FileAccess } from '../fileAccess.ts';
import type { FileFormat } from '../formats/fileFormat.ts';
import { readText } from '../readText.ts';
import { encryptionOf } from '../shapes/encryptedFile.ts';
import type { FieldPlace } from '../shapes/fieldMapping.ts';
import { settablePlaces } from '../writing/settablePlaces.ts';

/**
 * Reads a file that may take credentials; `undefined` if there is none, or nothing can be written to it, because it isn't in
 * its format, is encrypted, or is of a format that is only read.
 */
export async function readUsable(
  file: string,
  format: FileFormat,
  access: FileAccess,
): Promise<string | undefined> {
  if (format.readOnly) return undefined;
  const text = await readText(file, access);
  if (text === undefined || encryptionOf(format, text)) return undefined;
  return format.set(text, []).ok ? text : undefined;
}

/** Tells whether a text has room for new keys: a list at its root, for example, has none. */
export const canTake = (format: FileFormat, text: string, places: readonly FieldPlace[]): boolean =>
  settablePlaces(format, text, places).fault === undefined;
