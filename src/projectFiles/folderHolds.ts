import path from 'node:path';

/** Tells whether a path is a folder or is inside it. Both are absolute; the caller resolves symbolic links. */
export function folderHolds(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
