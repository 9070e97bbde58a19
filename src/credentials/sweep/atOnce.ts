/**
 * Does something for each of many items, several at a time and in their order, until all are done or the signal aborts.
 * Rejects with the first failure, after which nothing more is begun.
 *
 * @param limit how many are under way at once; a function is asked again after each
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
  let underWay = 0;
  const fill = () => {
    while (!isOver && underWay < limitNow()) {
      const next = signal?.aborted ? undefined : rest.next();
      if (!next || next.done) isOver = true;
      else begin(next.value);
    }
    if (isOver && underWay === 0) resolve();
  };
  const begin = (item: T) => {
    underWay += 1;
    task(item).then(
      () => {
        underWay -= 1;
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
