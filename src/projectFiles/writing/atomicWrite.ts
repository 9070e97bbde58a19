import fs, { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { folderHolds } from '../folderHolds.ts';
import { ProjectFileError, type ProjectFileErrorCode } from '../projectFileError.ts';
import type { FileChange } from './planFileChange.ts';

/** The functions of `node:fs/promises` that a write calls; tests make each of them fail. */
export type FileSystem = Pick<
  typeof fs,
  'lstat' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat'
>;

/** Options of {@link writeAtomically}. */
export interface AtomicWriteOptions {
  /** The folder that symbolic links must not lead out of. */
  readonly folder: string;
  /** Returns a unique part of a file name. */
  readonly newName: () => string;
  readonly fileSystem?: FileSystem | undefined;
}

/** Access of a new file: only its owner, since it contains a secret. */
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
 * Writes a planned change so that the file has either the old bytes or the new ones, whatever happens: it writes and
 * flushes a temporary file beside it, then renames that over it. Rejects with a {@link ProjectFileError}, and nothing has
 * changed then.
 */
export async function writeAtomically(
  change: Pick<FileChange, 'path' | 'before' | 'after'>,
  { folder, newName, fileSystem = fs }: AtomicWriteOptions,
): Promise<void> {
  try {
    const target = await resolveTarget(change.path, folder, fileSystem);
    const check = () => checkTarget(target, change, fileSystem);
    await replace(target, change.after, check, newName(), fileSystem);
  } catch (cause) {
    if (cause instanceof ProjectFileError) throw cause;
    const detail = (cause as NodeJS.ErrnoException).code;
    throw new ProjectFileError((detail && CODE_OF_FAILURE[detail]) || 'ioFailed', change.path, {
      detail,
      cause,
    });
  }
}

/** Follows symbolic links of the file and of the folders above it. A link out of the folder throws `outsideWorkspace`. */
async function resolveTarget(file: string, folder: string, fileSystem: FileSystem): Promise<string> {
  const root = await fileSystem.realpath(folder);
  const target = path.join(await fileSystem.realpath(path.dirname(file)), path.basename(file));
  const isLink = await fileSystem.lstat(target).then(
    found => found.isSymbolicLink(),
    () => false,
  );
  const resolved = isLink ? await fileSystem.realpath(target) : target;
  if (!folderHolds(root, resolved)) throw new ProjectFileError('outsideWorkspace', file);
  return resolved;
}

/** The owner and the access rights of a file. */
interface FileOwner {
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** Checks that the file hasn't changed since it was read and may be written. Returns its owner, or that of a new file. */
async function checkTarget(
  target: string,
  { path: file, before }: Pick<FileChange, 'path' | 'before'>,
  fileSystem: FileSystem,
): Promise<FileOwner> {
  const folder = await fileSystem.stat(path.dirname(target));
  // A rename ignores the mode of the file that it replaces, and root is never refused, so the mode is checked here.
  if ((folder.mode & ANY_WRITE_BIT) === 0) throw new ProjectFileError('readOnly', file);
  const found = await fileSystem.stat(target).catch(unlessMissing);
  if (!found) {
    if (before) throw new ProjectFileError('changedMeanwhile', file);
    return { mode: NEW_FILE_MODE };
  }
  if (!found.isFile()) throw new ProjectFileError('notAFile', file);
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
  check: () => Promise<FileOwner>,
  name: string,
  fileSystem: FileSystem,
): Promise<void> {
  const owner = await check();
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${name}.tmp`);
  // Only for its owner until it gets its final mode. An existing file of this name isn't ours to remove, so `wx`.
  const handle = await fileSystem.open(temporary, 'wx', NEW_FILE_MODE);
  try {
    await fill(handle, bytes, owner);
    // Once more, since writing to the disk may have taken long.
    await check();
    await fileSystem.rename(temporary, target);
  } catch (error) {
    // A failure to clean up must not hide the first error.
    await fileSystem.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushFolder(path.dirname(target), fileSystem);
}

async function fill(handle: FileHandle, bytes: Buffer, { mode, uid, gid }: FileOwner): Promise<void> {
  try {
    await handle.writeFile(bytes);
    // Keeps the owner where that is permitted. Before chmod, because chown clears some bits of the mode.
    if (uid !== undefined && gid !== undefined) await handle.chown(uid, gid).catch(() => undefined);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes a folder so that a rename survives a power failure. Windows can't open folders. */
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
