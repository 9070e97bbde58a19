import { spawn } from 'node:child_process';

/** How many characters of a failed program's error output are worth repeating. */
const ERROR_TAIL = 2000;

/**
 * Runs a program to its end, its input closed and its output dropped. Rejects with the end of its error
 * output when it cannot be started or ends with anything but 0.
 */
export function runProgram(program: string, args: readonly string[], folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const onWindows = process.platform === 'win32';
    const child = spawn(program, args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: onWindows,
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', text => {
      errors = (errors + text).slice(-ERROR_TAIL);
    });
    child.once('error', cause => reject(new Error(`${program} cannot be run`, { cause })));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${args[0]} ended with ${code ?? signal}:\n${errors}`));
    });
  });
}
