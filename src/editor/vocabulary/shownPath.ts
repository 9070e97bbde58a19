import path from 'node:path';
import { pathBelow } from '../../projectFiles/folderHolds.ts';

/** What paths are shown from. */
export interface PathRoots {
  /** The workspace folders. */
  readonly folders: readonly { readonly path: string; readonly name: string }[];
  /** The user's home folder; empty if it isn't known. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/**
 * Returns a path as users read it: from the workspace folder, with the folder's name if there are several; else from the home
 * folder (`~`); else the last two names. Never an absolute path, which says more than anyone asked, and takes a screen reader
 * long to read.
 */
export function shownPath(file: string, { folders, home, platform }: PathRoots): string {
  // The innermost folder: one may be inside another.
  const [holder] = folders
    .filter(folder => pathBelow(folder.path, file, platform) !== undefined)
    .toSorted((one, other) => other.path.length - one.path.length);
  if (holder) {
    const below = pathBelow(holder.path, file, platform);
    return [folders.length > 1 || !below ? holder.name : '', below].filter(Boolean).join('/');
  }
  const below = home === '' ? undefined : pathBelow(home, file, platform);
  if (below !== undefined) return ['~', below].filter(Boolean).join('/');
  const rules = platform === 'win32' ? path.win32 : path.posix;
  // What is no absolute path is a name that was made for users.
  if (!rules.isAbsolute(file)) return file;
  const names = file.split(platform === 'win32' ? /[\\/]/ : '/').filter(Boolean);
  return ['…', ...names.slice(-2)].join('/');
}

let roots: () => PathRoots = () => ({ folders: [], home: '', platform: process.platform });

/** Sets what paths are shown from; called once, when the editor has started. */
export function showPathsFrom(current: () => PathRoots): void {
  roots = current;
}

/** Returns a path as users of this window read it; see {@link shownPath}. */
export const pathInWords = (file: string): string => shownPath(file, roots());
