import { CredentialsError } from '../credentialsError.ts';
import type { HeldLock, MachineLock } from './machineLock.ts';

/**
 * How long a window waits for another, milliseconds: longer than a renewal can take, which is two answers of two minutes each
 * (`NetworkLimits.answerTimeoutMs`) and the time to connect.
 */
const PATIENCE_MS = 600_000;

/** Time between two attempts to take a lock that another window has, milliseconds. */
const LOOK_EVERY_MS = 50;

/** Errors of this process, after which nothing is known of the lock. */
const OWN_ERRORS: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);

/** What a {@link WindowLock} works with. */
export interface WindowLockParts {
  readonly lock: Pick<MachineLock, 'tryToTake'>;
  /** Names what the windows take turns at. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Default: ten minutes. */
  readonly patienceMs?: number;
}

/**
 * Lets the windows of this machine take turns at what takes as long as the service does. The lock belongs to a process that
 * runs: it never counts as left behind while its window works, and is free as soon as its process has ended.
 */
export class WindowLock {
  readonly #parts: WindowLockParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: WindowLockParts) {
    this.#parts = parts;
  }

  /**
   * Runs a task when no other task runs, in this window or another. Rejects as the task does, and with `renewingElsewhere` when
   * another window has not ended its task in ten minutes.
   */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#runLocked(task));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #runLocked<T>(task: () => Promise<T>): Promise<T> {
    const held = await this.#take();
    try {
      return await task();
    } finally {
      held?.release();
    }
  }

  /** Waits for the lock. Returns `undefined` where there can be none: the task runs without it, too. */
  async #take(): Promise<HeldLock | undefined> {
    const { lock, key, nowMs, sleep, patienceMs = PATIENCE_MS } = this.#parts;
    const giveUpAtMs = nowMs() + patienceMs;
    for (;;) {
      try {
        const held = await lock.tryToTake(key);
        if (held) return held;
      } catch (error) {
        if (OWN_ERRORS.has((error as NodeJS.ErrnoException).code)) throw error;
        // A folder that cannot be written to, or a link in place of the lock, must not prevent signing in.
        return undefined;
      }
      if (nowMs() >= giveUpAtMs) throw new CredentialsError('renewingElsewhere');
      await sleep(LOOK_EVERY_MS);
    }
  }
}
