import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ProjectFileError } from './projectFileError.ts';

/** Larger files, in bytes, are not configuration. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** Reads files and folders. */
export interface FileAccess {
  /** Lists a folder; a folder that doesn't exist is empty. Throws a {@link ProjectFileError}. */
  list(folder: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
  /** Returns the size of a file in bytes; `undefined` if there is no file. Throws a {@link ProjectFileError}. */
  sizeOf(file: string): Promise<number | undefined>;
  /** Reads a file; `undefined` when there is none. Throws a {@link ProjectFileError}. */
  read(file: string): Promise<Buffer | undefined>;
}

/** The file system of this machine. */
export const diskAccess: FileAccess = {
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(unlessMissing(folder));
    return (entries ?? []).map(entry => ({ name: entry.name, isFolder: entry.isDirectory() }));
  },
  async sizeOf(file) {
    const found = await stat(file).catch(unlessMissing(file));
    return found?.isFile() ? found.size : undefined;
  },
  async read(file) {
    try {
      return await readRegular(file);
    } catch (cause) {
      if (cause instanceof ProjectFileError) throw cause;
      return unlessMissing(file)(cause);
    }
  },
};

/** Only `ENOENT` says that there is nothing. With few file descriptors, for example, a file that exists can't be read. */
const unlessMissing =
  (file: string) =>
  (cause: unknown): undefined => {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new ProjectFileError('ioFailed', file, { detail: code, cause });
  };

/** Whether a path has a file, as far as searching is concerned; `unusable` if it has something that can't be read or written. */
export async function existenceOf(file: string, access: FileAccess): Promise<'file' | 'none' | 'unusable'> {
  try {
    return (await access.sizeOf(file)) === undefined ? 'none' : 'file';
  } catch (error) {
    unlessUnusable(error);
    return 'unusable';
  }
}

/** Errors of the system that are about the file itself. After all others, nothing is known of the file. */
const OF_THE_FILE: ReadonlySet<string | undefined> = new Set([
  'EACCES',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ENODEV',
  'ENOTDIR',
  'ENXIO',
  'EPERM',
]);

/**
 * Turns an error that is about a file itself into `undefined`: it is protected, too large, not text, or no file. Throws every
 * other error. Use it with `catch`, where such a file is left out.
 */
export function unlessUnusable(error: unknown): undefined {
  if (!(error instanceof ProjectFileError)) throw error;
  if (error.code === 'ioFailed' && !OF_THE_FILE.has(error.detail)) throw error;
}

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
