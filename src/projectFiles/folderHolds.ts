import path from 'node:path';

/** Tells whether a path is a folder or lies somewhere in it; both absolute, symbolic links resolved by the caller. */
export function folderHolds(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
