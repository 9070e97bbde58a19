import { lstatSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { ProjectFileError } from '../projectFileError.ts';

/** A path as Git needs it: below an existing folder, without symbolic links. */
export interface RealPlace {
  /** The innermost existing folder above the file. */
  readonly folder: string;
  /** Path from there, with `/`. */
  readonly relative: string;
}

/**
 * Resolves the symbolic links on the way to a file and, if the file is a link, that one too, because writes follow it.
 * Neither the file nor its folder needs to exist. Rejects with a {@link ProjectFileError}.
 */
export async function realPlaceOf(file: string): Promise<RealPlace> {
  const missing: string[] = [];
  for (let at = path.resolve(file); ; at = path.dirname(at)) {
    const real = await realpath(at).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT')
        throw new ProjectFileError('ioFailed', file, { detail: cause.code, cause });
    });
    if (real !== undefined) {
      // The file itself isn't a folder that Git could start in.
      const parts = missing.length > 0 ? [real, ...missing] : [path.dirname(real), path.basename(real)];
      const [folder = real, ...names] = parts;
      return { folder, relative: names.join('/') };
    }
    missing.unshift(path.basename(at));
  }
}

/**
 * Returns the repository that contains a folder. Its `.git` is a file in worktrees and submodules. Throws a
 * {@link ProjectFileError} when it can't be determined whether there is one.
 */
export function repositoryAround(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (isThere(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (cause) {
    throw new ProjectFileError('ioFailed', file, { detail: (cause as NodeJS.ErrnoException).code, cause });
  }
}
