import { lstat, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';

/** A task under the lock takes seconds; a file older than this was left by a window that ended in the middle. */
const STALE_AFTER_MS = 60_000;
/** Between two looks at a lock that another window has. */
const LOOK_EVERY_MS = 50;

/**
 * Has the windows of this machine take turns, by a file that only one of them can make. It is not waited for
 * longer than a crashed window is waited for, whatever happens: two renewals at once are better than none.
 */
export class WindowLock {
  readonly #file: string;
  readonly #nowMs: () => number;
  readonly #sleep: (ms: number) => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param file made while the lock is held
   * @param nowMs milliseconds since 1970, as the file system counts them
   */
  constructor(file: string, nowMs: () => number, sleep: (ms: number) => Promise<void>) {
    this.#file = file;
    this.#nowMs = nowMs;
    this.#sleep = sleep;
  }

  /** Runs a task when no other one runs, in this window or another; rejects with what it rejects with. */
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

  /** Returns whether the lock is ours; without one, the task runs all the same. */
  async #take(): Promise<boolean> {
    await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 }).catch(() => undefined);
    const giveUpAtMs = this.#nowMs() + STALE_AFTER_MS;
    while (this.#nowMs() < giveUpAtMs) {
      try {
        await (await open(this.#file, 'wx', 0o600)).close();
        return true;
      } catch (error) {
        // a folder that cannot be written to keeps nobody from signing in
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
      }
      if (!(await this.#isStale())) await this.#sleep(LOOK_EVERY_MS);
      // what cannot be removed (a folder, somebody else's file) is no window of ours
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
      return false; // just given back
    }
  }
}
