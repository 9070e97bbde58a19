import { createHash } from 'node:crypto';
import { lstat, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { CredentialsError } from '../credentialsError.ts';

/** SQLite's result code for "database is locked" (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/** A look takes a millisecond, work takes seconds: what is held this long is worked on. */
const ATTEMPTS = 10;
const BETWEEN_ATTEMPTS_MS = 15;

/**
 * Has one process of this machine at a time work on a thing. A lock is an open exclusive transaction on an empty
 * database of its own: the system gives it up when the process ends, however it ends, so that a crash leaves nothing
 * behind that would keep anybody out, and a lock that is taken means that somebody is at work.
 */
export class MachineLock {
  readonly #folder: string;
  readonly #wait: (ms: number) => Promise<unknown>;

  /**
   * @param folder where the lock files are; made with the first one, and never removed: another process may have one open
   * @param wait resolves after so many milliseconds
   */
  constructor(folder: string, wait: (ms: number) => Promise<unknown> = sleep) {
    this.#folder = folder;
    this.#wait = wait;
  }

  /** Runs a task under the lock of a key; rejects with `busyElsewhere` when somebody has it, here or in another process. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const lock = await this.#take(key);
    if (!lock) throw new CredentialsError('busyElsewhere');
    try {
      return await task();
    } finally {
      lock.close();
    }
  }

  /** Tells whether nobody works under the lock of a key now. */
  async isFree(key: string): Promise<boolean> {
    const lock = await this.#take(key);
    lock?.close();
    return lock !== undefined;
  }

  /** Tries a few times: somebody who only looks whether a lock is free has it for a moment. */
  async #take(key: string): Promise<DatabaseSync | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const lock = await this.#tryToTake(key);
      if (lock || attempt === ATTEMPTS) return lock;
      await this.#wait(BETWEEN_ATTEMPTS_MS);
    }
  }

  async #tryToTake(key: string): Promise<DatabaseSync | undefined> {
    // loaded here, where it is wanted: reading views get by without it
    const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const name = createHash('sha256').update(key.toLowerCase()).digest('hex').slice(0, 16);
    const file = path.join(this.#folder, `${name}.lock`);
    await makeOnce(file);
    const lock = new Database(file, { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return lock;
    } catch (error) {
      lock.close();
      if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
      throw error;
    }
  }
}

/**
 * Makes a lock file unless it is there. One that is there is not so much as opened: closing a file gives up every lock
 * that this process has on it, through whichever handle (POSIX, `fcntl`). Rejects with `ELOOP` for a link: it would have
 * us lock a file elsewhere.
 */
async function makeOnce(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const isLink = (await lstat(file)).isSymbolicLink();
    if (isLink) throw Object.assign(new Error(`${file} is a link`, { cause: error }), { code: 'ELOOP' });
  }
}
