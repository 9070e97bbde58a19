import fs from 'node:fs';

/** The files of a data folder, with those of SQLite. */
const FILES = [
  ...['running.json', 'tenant.db', 'tenant.db-journal', 'tenant.db-shm', 'tenant.db-wal'],
  ...['tenant.lock', 'tls-authority.pem', 'users.json'],
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
 * folder must not be used, if so. On Windows, it finds links and second names only: Node.js reads no owner and no access list
 * there, so a folder outside the user's profile may be open to others.
 *
 * @param user id of the user to whom everything must belong; `null` on Windows
 */
export function distrustOf(
  folder: string,
  user: number | null = process.getuid?.() ?? null,
): Distrust | undefined {
  const isOthers = ({ uid }: fs.Stats) => user !== null && uid !== user;
  const found = fs.statSync(folder);
  if (isOthers(found)) return 'folderOfAnother';
  if (user !== null && found.mode & OTHERS_MAY_WRITE) return 'folderOfAll';
  for (const name of FILES) {
    const file = `${folder}/${name}`;
    const own = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!own) continue;
    if (!own.isFile() || isOthers(own) || own.nlink !== 1) return 'plantedFile';
    if (user !== null && own.mode & OTHERS_MAY) fs.chmodSync(file, 0o600);
  }
  return undefined;
}
