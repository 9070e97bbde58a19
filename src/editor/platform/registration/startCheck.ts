import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Folders of records (see `credentialRecords.ts`), any of which gives a start something to look at. */
const FOLDERS = ['kept', 'bindings', 'journal'];

/**
 * Runs a task if this machine has records of ours. A user who has saved no secret yet must not notice that we
 * have looked.
 *
 * @param storage folder of the extension's records
 */
export async function whenWorkWaits(storage: string, task: () => Promise<void>): Promise<void> {
  for (const folder of FOLDERS) {
    const names = await readdir(path.join(storage, folder)).catch(() => []);
    if (names.some(name => name.endsWith('.json'))) return task();
  }
}
