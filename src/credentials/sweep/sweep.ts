import { MOST_CONNECTIONS } from '../../network/httpDispatcher.ts';
import { atOnce } from './atOnce.ts';
import { SweepPace } from './sweepPace.ts';

/** Enough to keep a service in the same network busy. */
const FIRST = 16;

/** Processes one item of a sweep. Each request to the service has to be given `turnedAway`. */
export type SweepTask<T> = (item: T, turnedAway: () => void) => Promise<unknown>;

/**
 * Makes requests for each of thousands of items, as many at the same time as the service answers quickly. Rejects with the
 * first failure, after which no more items are started. Ends when the signal aborts.
 *
 * @param clockMs milliseconds of a monotonic clock
 */
export async function sweep<T>(
  items: Iterable<T>,
  task: SweepTask<T>,
  signal?: AbortSignal,
  clockMs: () => number = () => performance.now(),
): Promise<void> {
  const pace = new SweepPace({ first: FIRST, most: MOST_CONNECTIONS });
  const runTimed = async (item: T) => {
    const startMs = clockMs();
    await task(item, pace.recordRefusal);
    pace.recordAnswer(clockMs() - startMs);
  };
  await atOnce(items, () => pace.limit, runTimed, signal);
}
