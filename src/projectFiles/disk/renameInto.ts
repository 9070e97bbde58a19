import type { Stats } from 'node:fs';
import path from 'node:path';
import type { DiskParts } from './diskParts.ts';
import { retryWhileInUse } from './retryWhileInUse.ts';
import { isTemporaryFolder, temporaryFolderName } from './temporaryFolder.ts';
import { flushFolder, type WriteLog } from './writeLog.ts';

/** Access of a new file: only its owner, since it contains a secret. */
const NEW_FILE_MODE = 0o600;

/** Why a file can't be replaced by a copy: it would not be like it. */
const NOT_ALIKE = 'notAlike';

/** A file that gets new bytes by a rename. */
export interface RenamedWrite {
  readonly target: string;
  readonly bytes: Buffer;
  /** Whether the file exists, and the new one must be like it in all but its bytes. */
  readonly like: boolean;
  /** Rejects if the file must not be written after all. */
  readonly check: () => Promise<void>;
}

/**
 * Writes and flushes the bytes in a folder beside the file, which Git ignores by a `.gitignore` of its own, then renames them over
 * the file. Rejects with errors of the file system, and with the code `notAlike` where a copy would have another owner, mode,
 * access list or attribute; then nothing has changed.
 */
export async function renameInto(write: RenamedWrite, log: WriteLog, parts: DiskParts): Promise<void> {
  const { fileSystem, newName } = parts;
  const { target } = write;
  const folder = path.join(path.dirname(target), temporaryFolderName(newName()));
  const noted = await log.note({ kind: 'temporary', folder });
  try {
    await fileSystem.mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // If there is such a folder, it is not ours to remove.
    await log.forget(noted);
    throw error;
  }
  try {
    await fileSystem.writeFile(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' });
    const temporary = path.join(folder, 'content');
    await fill(temporary, write, parts);
    // Once more, since writing to the disk may have taken long.
    await write.check();
    await retryWhileInUse(() => fileSystem.rename(temporary, target), parts);
  } finally {
    // If this fails, the record stays, and the next write removes the folder.
    await removeTemporary(folder, fileSystem).then(
      () => log.forget(noted),
      () => undefined,
    );
  }
  await flushFolder(path.dirname(target), fileSystem);
}

/** Removes a folder that {@link renameInto} made, and no other. */
export async function removeTemporary(
  folder: string,
  fileSystem: Pick<DiskParts['fileSystem'], 'rm'>,
): Promise<void> {
  if (isTemporaryFolder(path.basename(folder)))
    await fileSystem.rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function fill(
  temporary: string,
  { target, bytes, like }: RenamedWrite,
  { fileSystem, copyAttributes }: DiskParts,
): Promise<void> {
  if (like && !(await copyAttributes(target, temporary))) throw notAlike();
  // The attributes come first: at no time may more people read the new bytes than the old ones.
  const handle = await fileSystem.open(temporary, like ? 'r+' : 'wx', NEW_FILE_MODE);
  try {
    if (like && !isAlike(await fileSystem.stat(target), await handle.stat())) throw notAlike();
    await handle.writeFile(bytes);
    if (!like) await handle.chmod(NEW_FILE_MODE);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isAlike = (one: Stats, other: Stats): boolean =>
  one.uid === other.uid && one.gid === other.gid && one.mode === other.mode;

const notAlike = (): Error =>
  Object.assign(new Error('a copy has other attributes than the file'), { code: NOT_ALIKE });
