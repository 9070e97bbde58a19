import { setTimeout as wait } from 'node:timers/promises';
import { WAIT_LIMIT_MS } from './limits.ts';

/** How often we look, in milliseconds. */
const EVERY_MS = 100;
/** The patience of the first attempt, in milliseconds; each further one has twice as much. */
const FIRST_PATIENCE_MS = 1000;

/**
 * Makes an assertion again until it holds: for what another program writes when it comes to it. Resolves with its result;
 * rejects with its last failure once `WAIT_LIMIT_MS` have passed.
 *
 * @param assertion gets its patience in milliseconds: what it waits for itself should take no longer. It doubles from one
 * attempt to the next, so that an attempt that a slow machine cannot complete in time is followed by one that it can.
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
