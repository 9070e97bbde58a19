/**
 * Does something for each of many items, several at a time and in their order, until all are done or the signal aborts.
 * Rejects with the first failure, after which nothing more is begun.
 *
 * @param limit how many are under way at once
 */
export async function atOnce<T>(
  items: Iterable<T>,
  limit: number,
  task: (item: T) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  let failed = false;
  const work = async () => {
    while (!failed && !signal?.aborted) {
      const next = rest.next();
      if (next.done) return;
      try {
        await task(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, work));
}
