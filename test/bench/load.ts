import type { Dispatcher } from 'undici';

/**
 * Does `total` pieces of work, so many at a time.
 *
 * @returns how long all took together, milliseconds
 */
export async function timeOf(
  total: number,
  concurrency: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const worker = async () => {
    while (next < total) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  return performance.now() - start;
}

/** Reads an answer to its end; rejects unless its status is 200. */
export async function bodyOf({ statusCode, body }: Dispatcher.ResponseData): Promise<Buffer> {
  const bytes = Buffer.from(await body.arrayBuffer());
  if (statusCode !== 200) throw new Error(`status ${statusCode}: ${bytes.subarray(0, 200)}`);
  return bytes;
}
