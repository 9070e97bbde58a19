import { setTimeout as wait } from 'node:timers/promises';

/** Longer than an editor on a busy machine takes for anything, and how often we look, in milliseconds. */
const PATIENCE_MS = 30_000;
const EVERY_MS = 100;

/**
 * Makes an assertion again until it holds: for what another program writes when it comes to it. Resolves with
 * its result; rejects with its last failure.
 */
export async function eventually<T>(assertion: () => T | Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await wait(EVERY_MS);
    }
  }
}
