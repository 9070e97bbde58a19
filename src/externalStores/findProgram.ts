import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

/** What finding a program depends on. */
export interface ProgramSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/**
 * Finds a program on the PATH; `undefined` when it is not there. Batch files of Windows are passed over: they run in a
 * shell, which would take arguments for more than they are.
 */
export async function findProgram(
  program: string,
  { env, platform }: ProgramSurroundings,
): Promise<string | undefined> {
  const isWindows = platform === 'win32';
  const names = isWindows && path.extname(program) === '' ? [`${program}.exe`, `${program}.com`] : [program];
  if (path.isAbsolute(program)) return firstRunnable(names);
  // a relative path would be found in whatever folder is the current one
  if (program.includes('/') || program.includes('\\') || program === '') return undefined;
  const folders = (env.PATH ?? env.Path ?? '')
    .split(path.delimiter)
    .filter(folder => path.isAbsolute(folder));
  return firstRunnable(folders.flatMap(folder => names.map(name => path.join(folder, name))));
}

async function firstRunnable(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const isRunnable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isRunnable) return file;
  }
  return undefined;
}
