import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

/** The environment in which a program is looked up. */
export interface ProgramSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/**
 * Finds a program on the PATH; `undefined` if there is none. Batch files of Windows are skipped: they run in a shell, which
 * would interpret the arguments.
 */
export async function findProgram(
  program: string,
  { env, platform }: ProgramSurroundings,
): Promise<string | undefined> {
  const isWindows = platform === 'win32';
  const names = isWindows && path.extname(program) === '' ? [`${program}.exe`, `${program}.com`] : [program];
  if (path.isAbsolute(program)) return firstRunnable(names);
  // A relative path would depend on the current folder.
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
