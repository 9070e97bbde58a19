import type { DiskParts } from './diskParts.ts';

/** Virus scanners and indexers of Windows open a new file for a moment, and lock it. */
const IN_USE: ReadonlySet<string> = new Set(['EACCES', 'EBUSY', 'EPERM']);
const RETRY_FOR_MS = 5000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/**
 * Runs a task on a file. On Windows, repeats it for some seconds while another program has the file open. Rejects with the last
 * error.
 */
export async function retryWhileInUse<T>(
  task: () => Promise<T>,
  { platform, here, sleep }: Pick<DiskParts, 'platform' | 'here' | 'sleep'>,
): Promise<T> {
  const endMs = here().atMs + RETRY_FOR_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await task();
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (platform !== 'win32' || !IN_USE.has(code) || here().atMs >= endMs) throw error;
    }
    await sleep(pauseMs);
  }
}
