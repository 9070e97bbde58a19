import { createHash } from 'node:crypto';
import { lstat, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CredentialsError } from '../credentialsError.ts';

/** SQLite's result code for "database is locked" (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/** Checking a lock takes a millisecond, work takes seconds: a lock that is held for so many attempts is used for work. */
const ATTEMPTS = 10;
const BETWEEN_ATTEMPTS_MS = 15;

/** A lock that this process holds. */
export interface HeldLock {
  release(): void;
}

/**
 * Lets one process of this machine at a time work on something. A lock is an open exclusive transaction on an empty
 * database. The system releases it when the process ends, in whatever way: a crash leaves no lock behind, and a lock that
 * is held means that a process is at work.
 */
export class MachineLock {
  readonly #folder: string;
  readonly #wait: (ms: number) => Promise<unknown>;

  /**
   * @param folder where the lock files are; they are never deleted, because another process may have one open
   * @param wait resolves after so many milliseconds
   */
  constructor(folder: string, wait: (ms: number) => Promise<unknown> = sleep) {
    this.#folder = folder;
    this.#wait = wait;
  }

  /** Runs a task under the lock of a key. Rejects with `busyElsewhere` when it is held, in this process or another. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const lock = await this.#take(key);
    if (!lock) throw new CredentialsError('busyElsewhere');
    try {
      return await task();
    } finally {
      lock.release();
    }
  }

  /** Tells whether the lock of a key is free. */
  async isFree(key: string): Promise<boolean> {
    const lock = await this.#take(key);
    lock?.release();
    return lock !== undefined;
  }

  /** Tries several times: checking whether a lock is free holds it for a moment. */
  async #take(key: string): Promise<HeldLock | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const lock = await this.tryToTake(key);
      if (lock || attempt === ATTEMPTS) return lock;
      await this.#wait(BETWEEN_ATTEMPTS_MS);
    }
  }

  /** Takes the lock of a key; `undefined` when it is held at this moment, in this process or another. */
  async tryToTake(key: string): Promise<HeldLock | undefined> {
    // Loaded here because views that only read do not need it.
    const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const name = createHash('sha256').update(key.toLowerCase()).digest('hex').slice(0, 16);
    const file = path.join(this.#folder, `${name}.lock`);
    await createOnce(file);
    const lock = new Database(file, { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return { release: () => lock.close() };
    } catch (error) {
      lock.close();
      if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
      throw error;
    }
  }
}

/**
 * Creates a lock file unless it exists. An existing file is not opened, because closing it would release every lock that
 * this process has on it, through any handle (POSIX, `fcntl`). Rejects with `ELOOP` for a link, which would lead to a file
 * elsewhere.
 */
async function createOnce(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const isLink = (await lstat(file)).isSymbolicLink();
    if (isLink) throw Object.assign(new Error(`${file} is a link`, { cause: error }), { code: 'ELOOP' });
  }
}
