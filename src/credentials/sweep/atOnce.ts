/**
 * Runs a task for each item, several at the same time and in their order, until all are done or the signal aborts. Rejects
 * with the first failure, after which no more items are started.
 *
 * @param limit how many tasks run at the same time; a function is called again after each task
 */
export function atOnce<T>(
  items: Iterable<T>,
  limit: number | (() => number),
  task: (item: T) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const limitNow = typeof limit === 'number' ? () => limit : limit;
  const rest = items[Symbol.iterator]();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let isOver = false;
  let running = 0;
  const fill = () => {
    while (!isOver && running < limitNow()) {
      const next = signal?.aborted ? undefined : rest.next();
      if (!next || next.done) isOver = true;
      else begin(next.value);
    }
    if (isOver && running === 0) resolve();
  };
  const begin = (item: T) => {
    running += 1;
    task(item).then(
      () => {
        running -= 1;
        fill();
      },
      (error: unknown) => {
        isOver = true;
        reject(error);
      },
    );
  };
  fill();
  return promise;
}
