import path from 'node:path';
import type { DiskParts } from './diskParts.ts';
import type { WriteFacts } from './planWrite.ts';

const ANY_WRITE_BIT = 0o222;

/**
 * File systems of Linux, by their magic numbers, all of whose attributes `cp` copies or says that it cannot. Others have access
 * lists that it does not know (NFS, SMB), or are a bridge to another system.
 *
 * @see statfs(2)
 */
const KNOWN_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x0102_1994, // tmpfs
  0x2fc1_2fc1, // zfs
  0x5846_5342, // xfs
  0x794c_7630, // overlayfs
  0x9123_683e, // btrfs
  0xef53, // ext2, ext3, ext4
  0xf2f5_2010, // f2fs
]);

/** Reads what decides how a file is written; it need not exist, but its folder must. */
export async function readWriteFacts(
  target: string,
  { fileSystem, platform }: Pick<DiskParts, 'fileSystem' | 'platform'>,
): Promise<WriteFacts> {
  const folder = path.dirname(target);
  const { mode } = await fileSystem.stat(folder);
  const found = await fileSystem.stat(target).catch(unlessMissing);
  return {
    // Windows gives folders with a custom icon, among others, the attribute `read-only`; it protects nothing.
    isFolderWritable: platform === 'win32' || (mode & ANY_WRITE_BIT) !== 0,
    file: found && {
      isWritable: (found.mode & ANY_WRITE_BIT) !== 0,
      names: found.nlink,
      canCopyAttributes: platform === 'linux' && (await isKnownFileSystem(folder, fileSystem)),
    },
  };
}

async function isKnownFileSystem(folder: string, fileSystem: DiskParts['fileSystem']): Promise<boolean> {
  const found = await fileSystem.statfs(folder).catch(() => undefined);
  return found !== undefined && KNOWN_FILE_SYSTEMS.has(found.type >>> 0);
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
