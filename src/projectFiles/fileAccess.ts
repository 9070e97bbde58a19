import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ProjectFileError } from './projectFileError.ts';

/** Larger files, in bytes, are not configuration. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** Reads files and folders. */
export interface FileAccess {
  /** Lists a folder; a folder that can't be read is empty. */
  list(folder: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
  /** Returns the size of a file in bytes; `undefined` if there is no file. */
  sizeOf(file: string): Promise<number | undefined>;
  /** Reads a file; `undefined` when there is none. Throws a {@link ProjectFileError}. */
  read(file: string): Promise<Buffer | undefined>;
}

/** The file system of this machine. */
export const diskAccess: FileAccess = {
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries.map(entry => ({ name: entry.name, isFolder: entry.isDirectory() }));
  },
  async sizeOf(file) {
    const found = await stat(file).catch(() => undefined);
    return found?.isFile() ? found.size : undefined;
  },
  async read(file) {
    try {
      return await readRegular(file);
    } catch (cause) {
      if (cause instanceof ProjectFileError) throw cause;
      const code = (cause as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw new ProjectFileError('ioFailed', file, { detail: code, cause });
    }
  },
};

/** Checks the file after opening it: between a check and an opening, a pipe could take its place, and reading it never ends. */
async function readRegular(file: string): Promise<Buffer> {
  // Windows has neither such pipes nor the constant.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await handle.stat();
    if (!found.isFile()) notAFile(file);
    if (found.size > MAX_BYTES) throw new ProjectFileError('tooLarge', file);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function notAFile(file: string): never {
  throw new ProjectFileError('notAFile', path.normalize(file));
}
