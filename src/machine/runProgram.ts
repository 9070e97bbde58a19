import { execFile } from 'node:child_process';
import path from 'node:path';

/** Options of {@link runProgram}. */
export interface ProgramRun {
  readonly env: NodeJS.ProcessEnv;
  /** The program is stopped after so many milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a program ended. */
export interface ProgramEnd {
  /** `undefined` when it could not be started or was stopped. */
  readonly exitCode: number | undefined;
  /** What it printed on standard output. */
  readonly output: string;
}

/** Runs a program as {@link readProgram} does, and returns its exit code only. */
export const runProgram = async (
  program: string,
  args: readonly string[],
  run: ProgramRun,
): Promise<number | undefined> => (await readProgram(program, args, run)).exitCode;

/**
 * Runs a program without a shell, and returns how it ended. Rejects with the signal's reason when the caller cancels.
 *
 * @param program absolute path, as `findProgram` returns it
 */
export function readProgram(
  program: string,
  args: readonly string[],
  { env, timeoutMs, signal }: ProgramRun,
): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    // The current folder must not be the workspace: programs of Windows look there for their libraries.
    const cwd = path.parse(process.execPath).root;
    execFile(program, args, { cwd, env, timeout: timeoutMs, windowsHide: true, signal }, (error, output) => {
      if (signal?.aborted) return reject(signal.reason);
      const code = error ? error.code : 0;
      resolve({ exitCode: typeof code === 'number' ? code : undefined, output });
    });
  });
}
