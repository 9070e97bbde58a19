import path from 'node:path';

/**
 * Tells whether a path is a folder or is inside it. Both are absolute; the caller resolves symbolic links. On Windows, case
 * makes no difference, nor does a prefix for long paths (`\\?\C:\x`, `\\?\UNC\server\share`).
 */
export const folderHolds = (folder: string, file: string, platform = process.platform): boolean =>
  pathBelow(folder, file, platform) !== undefined;

/** Returns the path from a folder to a file inside it, with `/`; empty for the folder itself, `undefined` for other files. */
export function pathBelow(folder: string, file: string, platform = process.platform): string | undefined {
  const rules = platform === 'win32' ? path.win32 : path.posix;
  const plain = platform === 'win32' ? withoutPrefix : (name: string) => name;
  const relative = rules.relative(plain(folder), plain(file));
  const leads = relative === '..' || relative.startsWith(`..${rules.sep}`) || rules.isAbsolute(relative);
  return leads ? undefined : relative.replaceAll(rules.sep, '/');
}

/** Tells whether two absolute paths name the same file. The caller resolves symbolic links. */
export const isSameFile = (one: string, other: string, platform = process.platform): boolean =>
  one === other || (folderHolds(one, other, platform) && folderHolds(other, one, platform));

/** Removes the prefix that lets Windows take a path literally. The names of devices have it, too, and keep it. */
const withoutPrefix = (file: string): string =>
  file
    .replaceAll('/', '\\')
    .replace(/^\\\\[?.]\\UNC\\/i, '\\\\')
    .replace(/^\\\\[?.]\\(?=[a-z]:)/i, '');
