import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { inputLines } from '../../../../tools/files/inputLines.ts';

/** An answer of the program; which keys it has depends on the request. */
// biome-ignore lint/suspicious/noExplicitAny: tests compare what the program really printed
export type Answer = Readonly<Record<string, any>>;

/** The running program behind `npm run files`: one process for many requests. */
export class FilesProgram {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncGenerator<string>;

  /** @param home the user's home folder, in which .NET keeps user secrets */
  constructor(home: string) {
    this.#process = spawn(process.execPath, ['tools/files/files.ts'], {
      env: { ...process.env, HOME: home, USERPROFILE: home, APPDATA: home },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#answers = inputLines(this.#process.stdout);
  }

  /** Sends a request, or a line as it is, and returns the next answer. */
  async ask(request: object | string): Promise<Answer> {
    this.write(typeof request === 'string' ? request : JSON.stringify(request));
    return this.next();
  }

  /** Sends a line without waiting for an answer. */
  write(line: string): void {
    this.#process.stdin.write(`${line}\n`);
  }

  /** Returns the next answer. */
  async next(): Promise<Answer> {
    const { value } = await this.#answers.next();
    return JSON.parse(value);
  }

  /** Ends the input, optionally after a last text, and returns the exit code once the program has ended. */
  async end(lastText = ''): Promise<number> {
    const ended = once(this.#process, 'exit');
    this.#process.stdin.end(lastText);
    const [exitCode] = await ended;
    return exitCode;
  }
}
