import fs from 'node:fs/promises';
import path from 'node:path';
import type { FileChange } from './planFileChange.ts';
import { ProjectFileError, type ProjectFileErrorCode } from './projectFileError.ts';

/** The calls of `node:fs/promises` that a write makes; a test can have each of them fail. */
export type FileSystem = Pick<
  typeof fs,
  'chown' | 'lstat' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat'
>;

/** What a write needs beside the change. */
export interface AtomicWriteOptions {
  /** Workspace folder: what a symbolic link leads to must lie in it. */
  readonly folder: string;
  /** Makes a part of a file name, never the same twice. */
  readonly newName: () => string;
  readonly fileSystem?: FileSystem;
}

/** Access of a new file: it holds a secret, so its owner only. */
const NEW_FILE_MODE = 0o600;
const ANY_WRITE_BIT = 0o222;

const CODE_OF_FAILURE: Readonly<Record<string, ProjectFileErrorCode>> = {
  EACCES: 'readOnly',
  EDQUOT: 'diskFull',
  EISDIR: 'notAFile',
  ENOENT: 'folderMissing',
  ENOSPC: 'diskFull',
  ENOTDIR: 'folderMissing',
  EPERM: 'readOnly',
  EROFS: 'readOnly',
};

/**
 * Writes a planned change so that the file holds the old bytes or the new ones, whatever happens: a temporary file
 * beside it, flushed, renamed over it. Throws a {@link ProjectFileError}; nothing has changed then.
 */
export async function writeAtomically(
  change: Pick<FileChange, 'path' | 'before' | 'after'>,
  { folder, newName, fileSystem = fs }: AtomicWriteOptions,
): Promise<void> {
  try {
    const target = await resolveTarget(change.path, folder, fileSystem);
    const mode = await checkTarget(target, change, fileSystem);
    await replace(target, change.after, mode, newName(), fileSystem);
  } catch (cause) {
    if (cause instanceof ProjectFileError) throw cause;
    const detail = (cause as NodeJS.ErrnoException).code;
    throw new ProjectFileError((detail && CODE_OF_FAILURE[detail]) || 'ioFailed', change.path, {
      detail,
      cause,
    });
  }
}

/** Follows symbolic links, of the file and of the folders above it, as far as they stay inside the workspace folder. */
async function resolveTarget(file: string, folder: string, fileSystem: FileSystem): Promise<string> {
  const root = await fileSystem.realpath(folder);
  const target = path.join(await fileSystem.realpath(path.dirname(file)), path.basename(file));
  const isLink = await fileSystem.lstat(target).then(
    found => found.isSymbolicLink(),
    () => false,
  );
  const resolved = isLink ? await fileSystem.realpath(target) : target;
  const relative = path.relative(root, resolved);
  if (relative.startsWith('..') || path.isAbsolute(relative))
    throw new ProjectFileError('outsideWorkspace', file);
  return resolved;
}

/** Checks that the file is as the plan found it and may be written; returns its mode, or that of a new one. */
async function checkTarget(
  target: string,
  { path: file, before }: Pick<FileChange, 'path' | 'before'>,
  fileSystem: FileSystem,
): Promise<{ readonly mode: number; readonly uid?: number; readonly gid?: number }> {
  const found = await fileSystem.stat(target).catch(unlessMissing);
  if (!found) {
    if (before) throw new ProjectFileError('changedMeanwhile', file);
    return { mode: NEW_FILE_MODE };
  }
  if (!found.isFile()) throw new ProjectFileError('notAFile', file);
  // a rename does not ask the file that it replaces, and root is never refused: the user's own mark counts
  if ((found.mode & ANY_WRITE_BIT) === 0) throw new ProjectFileError('readOnly', file);
  const now = await fileSystem.readFile(target);
  if (!before?.equals(now)) throw new ProjectFileError('changedMeanwhile', file);
  return { mode: found.mode & 0o7777, uid: found.uid, gid: found.gid };
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function replace(
  target: string,
  bytes: Buffer,
  owner: { readonly mode: number; readonly uid?: number; readonly gid?: number },
  name: string,
  fileSystem: FileSystem,
): Promise<void> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${name}.tmp`);
  try {
    // closed to others until it has its final mode
    const handle = await fileSystem.open(temporary, 'wx', NEW_FILE_MODE);
    try {
      await handle.writeFile(bytes);
      await handle.chmod(owner.mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // somebody else's file stays theirs where we may give it to them
    if (owner.uid !== undefined && owner.gid !== undefined) {
      await fileSystem.chown(temporary, owner.uid, owner.gid).catch(() => undefined);
    }
    await fileSystem.rename(temporary, target);
  } catch (error) {
    await fileSystem.rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(path.dirname(target), fileSystem);
}

/** Makes the rename last through a power failure, where the system can do that (Windows cannot open folders). */
async function flushFolder(folder: string, fileSystem: FileSystem): Promise<void> {
  const handle = await fileSystem.open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // the file is in place all the same
  } finally {
    await handle?.close();
  }
}
