import { lstat, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';

/** A task under the lock takes seconds: a file older than this was left behind by a window that crashed. */
const STALE_AFTER_MS = 60_000;
/** Time between two attempts to take a lock that another window has. */
const LOOK_EVERY_MS = 50;

/**
 * Lets the windows of this machine take turns, with a file that only one of them can create. No window waits longer for the
 * lock than until it counts as left behind: two renewals at the same time are better than none.
 */
export class WindowLock {
  readonly #file: string;
  readonly #nowMs: () => number;
  readonly #sleep: (ms: number) => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param file exists while the lock is held
   * @param nowMs milliseconds since 1970, as the file system counts them
   */
  constructor(file: string, nowMs: () => number, sleep: (ms: number) => Promise<void>) {
    this.#file = file;
    this.#nowMs = nowMs;
    this.#sleep = sleep;
  }

  /** Runs a task when no other task runs, in this window or another. Rejects as the task does. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#runLocked(task));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #runLocked<T>(task: () => Promise<T>): Promise<T> {
    const taken = await this.#take();
    try {
      return await task();
    } finally {
      if (taken) await this.#remove();
    }
  }

  /** Returns whether the lock is ours. The task runs without it, too. */
  async #take(): Promise<boolean> {
    await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 }).catch(() => undefined);
    const giveUpAtMs = this.#nowMs() + STALE_AFTER_MS;
    while (this.#nowMs() < giveUpAtMs) {
      try {
        await (await open(this.#file, 'wx', 0o600)).close();
        return true;
      } catch (error) {
        // A folder that cannot be written to must not prevent signing in.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
      }
      if (!(await this.#isStale())) await this.#sleep(LOOK_EVERY_MS);
      // What cannot be removed (a folder, a file of another user) is not the lock of a window.
      else if (!(await this.#remove())) return false;
    }
    return false;
  }

  #remove(): Promise<boolean> {
    return rm(this.#file, { force: true }).then(
      () => true,
      () => false,
    );
  }

  async #isStale(): Promise<boolean> {
    try {
      return this.#nowMs() - (await lstat(this.#file)).mtimeMs > STALE_AFTER_MS;
    } catch {
      return false; // It was released a moment ago.
    }
  }
}
