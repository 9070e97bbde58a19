import type { ChildProcess } from 'node:child_process';
import { HANG_LIMIT_MS } from '../waiting/limits.ts';
import { lastProgress, openTests } from '../waiting/progress.ts';

/** How often we look, in milliseconds. */
const EVERY_MS = 1000;

/**
 * Watches a run of tests whose output is piped, passes its output on, and calls `hangs` once nothing was printed and no test
 * has begun or ended for `limitMs` (default {@link HANG_LIMIT_MS}). How long the whole takes does not matter.
 *
 * @returns what ends the watch
 */
export function watchForHang(
  child: ChildProcess,
  progressFile: string,
  hangs: (openTests: readonly string[]) => void,
  limitMs = HANG_LIMIT_MS,
): () => void {
  let lastOutput = Date.now();
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from?.on('data', (data: Buffer) => {
      lastOutput = Date.now();
      to.write(data);
    });
  }
  const timer = setInterval(() => {
    if (Date.now() - Math.max(lastOutput, lastProgress(progressFile)) < limitMs) return;
    clearInterval(timer);
    hangs(openTests(progressFile));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
