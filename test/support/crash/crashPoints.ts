import child_process from 'node:child_process';
import { readSync, writeSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';

/** The points before and after the effects of this process, in order: `before rename`, `after rename`. */
export class CrashPoints {
  readonly names: string[] = [];
  readonly #dieAt: number;
  readonly #holdsFirst: boolean;

  /**
   * @param dieAt number of the point at which this process kills itself with SIGKILL, from 1 on; 0 for none
   * @param holdsFirst whether it first prints `held` and waits until its standard input ends
   */
  constructor(dieAt: number, holdsFirst = false) {
    this.#dieAt = dieAt;
    this.#holdsFirst = holdsFirst;
  }

  /** Passes a point, or kills this process. */
  pass(name: string): void {
    this.names.push(name);
    if (this.names.length !== this.#dieAt) return;
    if (this.#holdsFirst) hold();
    process.kill(process.pid, 'SIGKILL');
  }

  /** Runs a task with a point before and one after. */
  async around<T>(name: string, task: () => Promise<T>): Promise<T> {
    this.pass(`before ${name}`);
    const result = await task();
    this.pass(`after ${name}`);
    return result;
  }

  /** Watches changes of files, and programs that are started, from now on. */
  watchProcess(): void {
    const watched = ['mkdir', 'rename', 'rm', 'writeFile'] as const;
    const module = fs as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    for (const name of watched) {
      const original = module[name] as (...args: unknown[]) => Promise<unknown>;
      module[name] = (...args) => this.around(name, () => original.apply(fs, args));
    }
    this.#watchOpen();
    this.#watchSpawn();
    syncBuiltinESMExports();
  }

  /** Returns a dispatcher whose requests pass points. */
  watchedDispatcher(dispatcher: HttpDispatcher): HttpDispatcher {
    return new Proxy(dispatcher, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'request' && name !== 'fetch') return value.bind(target);
        return (...args: readonly [unknown, { method?: string }?]) =>
          this.around(nameOfRequest(...args), () => value.apply(target, args));
      },
    });
  }

  #watchOpen(): void {
    const original = fs.open;
    fs.open = async (...args) => {
      const [file, flags] = args;
      if (flags === 'r' || flags === undefined) return original(...args);
      const handle = await this.around('open for writing', () => original(file, flags, args[2]));
      const methods = handle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      for (const name of ['write', 'writeFile', 'truncate', 'sync']) {
        const method = methods[name] as (...args: unknown[]) => Promise<unknown>;
        methods[name] = (...given) => this.around(`handle.${name}`, () => method.apply(handle, given));
      }
      return handle;
    };
  }

  #watchSpawn(): void {
    const original = child_process.spawn as (...args: unknown[]) => child_process.ChildProcess;
    const spawn = (...args: unknown[]) => {
      this.pass('before spawn');
      const child = original(...args);
      this.pass('after spawn');
      child.prependOnceListener('close', () => this.pass('after exit'));
      return child;
    };
    (child_process as { spawn: unknown }).spawn = spawn;
    const execFile = child_process.execFile as (...args: unknown[]) => child_process.ChildProcess;
    const run = (...args: unknown[]) => {
      const ended = args.pop() as (...results: unknown[]) => void;
      this.pass('before execFile');
      return execFile(...args, (...results: unknown[]) => {
        this.pass('after execFile');
        ended(...results);
      });
    };
    (child_process as { execFile: unknown }).execFile = run;
  }
}

/** Blocks this process until its standard input ends. */
function hold(): void {
  writeSync(1, 'held\n');
  readSync(0, Buffer.alloc(1));
}

/**
 * Returns the kind of an effect: its name without ids, which differ each time. A sample of crashes has at least one of each
 * kind.
 */
export const kindOfEffect = (name: string): string =>
  name.replaceAll(/\/[\da-f]{8}-[\da-f-]{27}|\/\d+(?=\/|$)/gi, '/*');

/** Tells whether an effect is on files, neither a request nor the program of a store. */
export const isFileEffect = (name: string): boolean =>
  /^\w+ (?:mkdir|rename|rm|writeFile|execFile|open for writing|handle\.\w+)$/.test(name);

/** Returns the name of a request. The functions of a dispatcher take a request, or an address and options. */
export function nameOfRequest(first: unknown, { method = 'GET' }: { method?: string } = {}): string {
  if (typeof first === 'string' || first instanceof URL) return `${method} ${new URL(first).pathname}`;
  const request = first as { readonly method: string; readonly path: string };
  return `${request.method} ${request.path.split('?')[0]}`;
}
