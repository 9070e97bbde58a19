import fs from 'node:fs/promises';
import path from 'node:path';
import { folderHolds } from '../folderHolds.ts';
import { ProjectFileError } from '../projectFileError.ts';
import { diskFailure } from './diskFailure.ts';
import type { FileSystem } from './diskParts.ts';

/**
 * Follows symbolic links of a file and of the folders above it, and returns where a write goes. The file need not exist. Rejects
 * with `outsideWorkspace` when that is not in the folder, and with errors of the file system.
 *
 * @param folder the folder that links must not lead out of
 */
export async function resolveTarget(
  file: string,
  folder: string,
  fileSystem: Pick<FileSystem, 'lstat' | 'realpath'>,
): Promise<string> {
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

/** Rejects with `outsideWorkspace` if a write to a file would leave a folder, as {@link resolveTarget} does. */
export async function refuseOutside(file: string, folder: string): Promise<void> {
  await resolveTarget(file, folder, fs).catch((error: NodeJS.ErrnoException) => {
    // The editor makes what is missing when it saves.
    if (error.code !== 'ENOENT') throw diskFailure(error, file);
  });
}
