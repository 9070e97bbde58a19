import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

/** The environment in which a program is looked up. */
export interface ProgramSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/**
 * Finds a program on the PATH; `undefined` if there is none. Windows would look into the current folder first, which may be a
 * workspace that nobody trusts: so the programs of this machine are started by the absolute path that this returns.
 */
export async function findProgram(
  program: string,
  surroundings: ProgramSurroundings,
): Promise<string | undefined> {
  for (const file of programCandidates(program, surroundings)) {
    const isRunnable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isRunnable) return file;
  }
  return undefined;
}

/**
 * Returns the absolute paths at which a program may be, in the order of the PATH. Entries that depend on the current folder
 * or drive are ignored (`.`, empty ones, `bin`, `\bin`, `C:bin`), and so are batch files of Windows: they run in a shell,
 * which would interpret the arguments.
 */
export function programCandidates(
  program: string,
  { env, platform }: ProgramSurroundings,
): readonly string[] {
  const isWindows = platform === 'win32';
  const names = isWindows ? windowsNames(program, variable(env, 'PATHEXT')) : [program];
  if (isFixed(program, platform)) return names;
  // A relative path would depend on the current folder, as would a drive's name before it.
  if (program === '' || /[/\\]/.test(program) || (isWindows && program.includes(':'))) return [];
  const rules = isWindows ? path.win32 : path.posix;
  const folders = ((isWindows ? variable(env, 'PATH') : env.PATH) ?? '')
    .split(rules.delimiter)
    .map(folder => (isWindows ? folder.trim().replace(/^"(.*)"$/, '$1') : folder))
    .filter(folder => isFixed(folder, platform));
  return folders.flatMap(folder => names.map(name => rules.join(folder, name)));
}

/** What Windows starts without a shell. */
const RUNNABLE = ['.com', '.exe'];

/** Returns the names that a program may have, by the order of `PATHEXT`. */
function windowsNames(program: string, pathExt: string | undefined): readonly string[] {
  if (RUNNABLE.includes(path.win32.extname(program).toLowerCase())) return [program];
  const listed = (pathExt ?? '').split(';').map(extension => extension.trim().toLowerCase());
  const wanted = listed.filter(extension => RUNNABLE.includes(extension));
  return (wanted.length > 0 ? wanted : RUNNABLE).map(extension => program + extension);
}

/** Tells whether a path means the same whatever the current folder and drive are. */
const isFixed = (file: string, platform: NodeJS.Platform): boolean =>
  platform === 'win32' ? /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(file) : file.startsWith('/');

/** Reads a variable of Windows, whose names have no case. */
function variable(env: ProgramSurroundings['env'], name: string): string | undefined {
  const key = Object.keys(env).find(each => each.toUpperCase() === name);
  return key === undefined ? undefined : env[key];
}
