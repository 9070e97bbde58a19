import type { FileAccess } from './fileAccess.ts';
import { decodeFile } from './fileText.ts';
import { ProjectFileError } from './projectFileError.ts';

/** Reads a file's text, without its byte-order mark; `undefined` if the file doesn't exist or can't be read. */
export async function readText(file: string, access: FileAccess): Promise<string | undefined> {
  try {
    const bytes = await access.read(file);
    return bytes && decodeFile(file, bytes).text;
  } catch (error) {
    if (error instanceof ProjectFileError) return undefined;
    throw error;
  }
}
