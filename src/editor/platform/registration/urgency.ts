import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const DAY_MS = 86_400_000;

/** When the records of this machine need to be checked; `never` if there are none. */
export type Urgency = 'now' | 'later' | 'never';

/**
 * Returns when the records need to be checked, without loading other code: now if an operation or a write is open, a secret that
 * was copied may still be on the clipboard, a saved secret expires soon, or it cannot be determined. A damaged record can wait:
 * it is reported when all records are read.
 *
 * @param storage folder of the extension's records (see `credentialRecords.ts`)
 * @param warningDays how many days before its expiration a secret expires soon
 */
export async function urgencyOf(storage: string, warningDays: number, now: Date): Promise<Urgency> {
  try {
    return await urgencyOfFiles(storage, now.getTime() + warningDays * DAY_MS);
  } catch {
    // Whoever reads the records now reports why they cannot be read.
    return 'now';
  }
}

async function urgencyOfFiles(storage: string, soonMs: number): Promise<Urgency> {
  const filesOf = async (name: string) => {
    const folder = path.join(storage, name);
    const names = (await unlessMissing(readdir(folder))) ?? [];
    return names.filter(each => each.endsWith('.json')).map(each => path.join(folder, each));
  };
  // A crash may have left a file half-written, or a copy of one, or a secret on the clipboard.
  for (const name of ['journal', 'writes', 'clipboard']) if ((await filesOf(name)).length > 0) return 'now';
  const kept = await filesOf('kept');
  for (const file of kept) if ((await expirationMs(file)) <= soonMs) return 'now';
  return kept.length > 0 || (await filesOf('bindings')).length > 0 ? 'later' : 'never';
}

/** Reads when a saved secret expires, milliseconds since 1970; `Infinity` if the record has no date. */
async function expirationMs(file: string): Promise<number> {
  const text = (await unlessMissing(readFile(file, 'utf8'))) ?? '';
  try {
    const { expiresAt } = JSON.parse(text);
    const ms = Date.parse(expiresAt);
    return Number.isNaN(ms) ? Infinity : ms;
  } catch {
    return Infinity;
  }
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
