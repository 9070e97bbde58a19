import path from 'node:path';
import { diskAccess } from '../../../../src/projectFiles/fileAccess.ts';
import type { ProjectTarget } from '../../../../src/projectFiles/projectTarget.ts';
import { findTargets } from '../../../../src/projectFiles/search/findTargets.ts';
import { ProjectIndex } from '../../../../src/projectFiles/search/projectIndex.ts';
import type { PlainValues } from '../../../../src/projectFiles/shapes/field.ts';

/** Finds the targets of a folder as the editor does. The home folder, with .NET user secrets, is `.home` inside it. */
export async function targetsIn(
  folder: string,
  values: PlainValues,
  globs: readonly string[] = [],
): Promise<readonly ProjectTarget[]> {
  const files = await new ProjectIndex(folder, () => globs, diskAccess).files();
  const userSecrets = { home: path.join(folder, '.home'), platform: process.platform };
  return findTargets(folder, values, { access: diskAccess, files, userSecrets });
}
