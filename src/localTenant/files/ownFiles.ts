import fs from 'node:fs';

/** The files of a data folder, with those of SQLite. */
const FILES = [
  ...['running.json', 'tenant.db', 'tenant.db-journal', 'tenant.db-shm', 'tenant.db-wal'],
  ...['tenant.lock', 'users.json'],
];

/** The group's right counts, too: a group can have members of whom the user doesn't know. */
const OTHERS_MAY_WRITE = 0o022;
const OTHERS_MAY = 0o077;

/** Why a data folder isn't used. */
export type Distrust =
  /** It belongs to another user of this machine. */
  | 'folderOfAnother'
  /** Other users may add files to it: everybody, or a group. */
  | 'folderOfAll'
  /** One of its files is a link or belongs to another user, which could make the tenant read or write a foreign file. */
  | 'plantedFile';

/**
 * Checks that a folder and its files belong to this user, and removes the rights of others to the files. Returns why the
 * folder must not be used, if so. Does nothing on Windows, where other users have no access to a user's folders.
 *
 * @param user id of the user to whom everything must belong; `undefined` on Windows
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
