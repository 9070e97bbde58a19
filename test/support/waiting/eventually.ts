import { setTimeout as wait } from 'node:timers/promises';
import { WAIT_LIMIT_MS } from './limits.ts';

/** Time between two attempts, in milliseconds. */
const EVERY_MS = 100;
/** The patience of the first attempt, in milliseconds; it doubles with each attempt. */
const FIRST_PATIENCE_MS = 1000;

/**
 * Repeats an assertion until it passes, for example for the output of another program. Resolves with its result; rejects with
 * its last failure after `WAIT_LIMIT_MS`.
 *
 * @param assertion gets its patience in milliseconds, the longest time that it should wait itself. It doubles with each
 * attempt, so that a slow machine eventually has enough time.
 */
export async function eventually<T>(assertion: (patienceMs: number) => T | Promise<T>): Promise<T> {
  const end = Date.now() + WAIT_LIMIT_MS;
  for (let patience = FIRST_PATIENCE_MS; ; patience *= 2) {
    try {
      return await assertion(Math.min(patience, WAIT_LIMIT_MS));
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await wait(EVERY_MS);
    }
  }
}
