import { execFile } from 'node:child_process';
import path from 'node:path';

/** Options of {@link runProgram}. */
export interface ProgramRun {
  readonly env: NodeJS.ProcessEnv;
  /** The program is stopped after so many milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a program without a shell, and returns its exit code; `undefined` when it could not be started or was stopped. What it
 * prints is dropped. Rejects with the signal's reason when the caller cancels.
 *
 * @param program absolute path, as `findProgram` returns it
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { env, timeoutMs, signal }: ProgramRun,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    // The current folder must not be the workspace: programs of Windows look there for their libraries.
    const cwd = path.parse(process.execPath).root;
    execFile(program, args, { cwd, env, timeout: timeoutMs, windowsHide: true, signal }, error => {
      if (signal?.aborted) return reject(signal.reason);
      const code = error ? error.code : 0;
      resolve(typeof code === 'number' ? code : undefined);
    });
  });
}
