import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { ProjectFileError } from '../projectFileError.ts';

/** A path as git wants it: below a folder that exists, and over no symbolic link. */
export interface RealPlace {
  /** The innermost folder on the way that exists. */
  readonly folder: string;
  /** Path from there, with `/`. */
  readonly relative: string;
}

/**
 * Resolves the symbolic links on the way to a file, and the file's own, since what is written is what it leads to.
 * Neither the file nor its folder need exist. Throws a {@link ProjectFileError}.
 */
export async function realPlaceOf(file: string): Promise<RealPlace> {
  const missing: string[] = [];
  for (let at = path.resolve(file); ; at = path.dirname(at)) {
    const real = await realpath(at).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT')
        throw new ProjectFileError('ioFailed', file, { detail: cause.code, cause });
    });
    if (real !== undefined) {
      // the file itself is not a folder that git could start in
      const parts = missing.length > 0 ? [real, ...missing] : [path.dirname(real), path.basename(real)];
      const [folder = real, ...names] = parts;
      return { folder, relative: names.join('/') };
    }
    missing.unshift(path.basename(at));
  }
}

/** Finds the repository around a folder by its `.git`, which is a file in worktrees and submodules. */
export function repositoryAround(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}
