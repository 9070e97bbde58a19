import child_process from 'node:child_process';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { HttpDispatcher } from '../../../src/service/httpDispatcher.ts';

/** The effects of this process, in their order, each as far as it has come: `before rename`, `after rename`. */
export class CrashPoints {
  readonly names: string[] = [];
  readonly #dieAt: number;

  /** @param dieAt number of the point at which this process ends itself with SIGKILL, from 1 on; 0 for none */
  constructor(dieAt: number) {
    this.#dieAt = dieAt;
  }

  /** Passes a point, or ends here. */
  pass(name: string): void {
    this.names.push(name);
    if (this.names.length === this.#dieAt) process.kill(process.pid, 'SIGKILL');
  }

  /** Has a task pass a point before and one after. */
  async around<T>(name: string, task: () => Promise<T>): Promise<T> {
    this.pass(`before ${name}`);
    const result = await task();
    this.pass(`after ${name}`);
    return result;
  }

  /** Watches all that changes files, and all programs that are started, from now on. */
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
      for (const name of ['writeFile', 'sync']) {
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
  }
}

/** Names what is sent, by either of a dispatcher's functions: one takes a request, the other an address and more. */
function nameOfRequest(first: unknown, { method = 'GET' }: { method?: string } = {}): string {
  if (typeof first === 'string' || first instanceof URL) return `${method} ${new URL(first).pathname}`;
  const request = first as { readonly method: string; readonly path: string };
  return `${request.method} ${request.path.split('?')[0]}`;
}
