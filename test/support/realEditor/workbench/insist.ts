import { WAIT_LIMIT_MS } from '../../waiting/limits.ts';

/** The patience of the first attempt, in milliseconds; each further one has twice as much. */
const FIRST_PATIENCE_MS = 1500;

/**
 * Repeats what a window may undo (a palette that closes because something takes the focus) until it has had its effect.
 * Rejects once `WAIT_LIMIT_MS` have passed.
 *
 * @param attempt says whether the effect is there; it gets its patience in milliseconds
 */
export async function insist(what: string, attempt: (patienceMs: number) => Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT_LIMIT_MS;
  for (let patience = FIRST_PATIENCE_MS; Date.now() < end; patience *= 2) {
    if (await attempt(Math.min(patience, WAIT_LIMIT_MS))) return;
  }
  throw new Error(`${what} did not come`);
}

/** Says whether something goes well. */
export const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  );
