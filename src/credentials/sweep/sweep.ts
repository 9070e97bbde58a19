import { MOST_CONNECTIONS } from '../../network/httpDispatcher.ts';
import { atOnce } from './atOnce.ts';
import { SweepPace } from './sweepPace.ts';

/** Enough to keep a service busy that is near. */
const FIRST = 16;

/** What a sweep does with one item; `turnedAway` is to be given to the service with each request. */
export type SweepTask<T> = (item: T, turnedAway: () => void) => Promise<unknown>;

/**
 * Asks the service about each of thousands of items, as many at once as it answers well. Rejects with the first
 * failure, after which nothing more is begun; ends when the signal aborts.
 *
 * @param clockMs milliseconds of a clock that only has to run evenly
 */
export async function sweep<T>(
  items: Iterable<T>,
  task: SweepTask<T>,
  signal?: AbortSignal,
  clockMs: () => number = () => performance.now(),
): Promise<void> {
  const pace = new SweepPace({ first: FIRST, most: MOST_CONNECTIONS });
  const timed = async (item: T) => {
    const startMs = clockMs();
    await task(item, pace.turnedAway);
    pace.answered(clockMs() - startMs);
  };
  await atOnce(items, () => pace.limit, timed, signal);
}
