import { type FileAccess, unlessUnusable } from './fileAccess.ts';
import { decodeFile } from './fileText.ts';

/**
 * Reads a file's text, without its byte-order mark; `undefined` if the file doesn't exist or is no text that we may read.
 * Throws a `ProjectFileError` when that can't be determined.
 */
export async function readText(file: string, access: FileAccess): Promise<string | undefined> {
  try {
    const bytes = await access.read(file);
    return bytes && decodeFile(file, bytes).text;
  } catch (error) {
    return unlessUnusable(error);
  }
}
