import fs from 'node:fs';

/** Files that are made in a data folder; those of SQLite beside the database included. */
const FILES = [
  ...['running.json', 'tenant.db', 'tenant.db-journal', 'tenant.db-shm', 'tenant.db-wal'],
  ...['tenant.lock', 'users.json'],
];

const OTHERS_MAY_WRITE = 0o002;
const OTHERS_MAY = 0o077;

/** Why a data folder is not used. */
export type Distrust =
  /** It belongs to another user of this machine. */
  | 'folderOfAnother'
  /** Everybody may put files into it. */
  | 'folderOfAll'
  /** A file of ours that is there is a link, or another user's: somebody wants us to read or write it. */
  | 'plantedFile';

/**
 * Looks whether a folder and the files of ours in it are this user's alone, and takes away what rights others have to
 * the files. Returns why it must not be used, if so. Where users have no numbers (Windows) there is nothing to look at:
 * the folders of a user are closed to others there.
 *
 * @param user number of the user whom everything must belong to; `undefined` where there are none
 */
export function distrustOf(folder: string, user = process.getuid?.()): Distrust | undefined {
  if (user === undefined) return undefined;
  const { uid, mode } = fs.statSync(folder);
  if (uid !== user) return 'folderOfAnother';
  if (mode & OTHERS_MAY_WRITE) return 'folderOfAll';
  for (const name of FILES) {
    const file = `${folder}/${name}`;
    const found = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!found) continue;
    if (!found.isFile() || found.uid !== user || found.nlink !== 1) return 'plantedFile';
    if (found.mode & OTHERS_MAY) fs.chmodSync(file, 0o600);
  }
  return undefined;
}
