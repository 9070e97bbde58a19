import path from 'node:path';

/**
 * Tells whether a path is a folder or is inside it. Both are absolute; the caller resolves symbolic links. On Windows, case
 * makes no difference, nor does a prefix for long paths (`\\?\C:\x`, `\\?\UNC\server\share`).
 */
export function folderHolds(folder: string, file: string, platform = process.platform): boolean {
  const rules = platform === 'win32' ? path.win32 : path.posix;
  const plain = platform === 'win32' ? withoutPrefix : (name: string) => name;
  const relative = rules.relative(plain(folder), plain(file));
  return relative !== '..' && !relative.startsWith(`..${rules.sep}`) && !rules.isAbsolute(relative);
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
