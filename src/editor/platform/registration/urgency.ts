import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const DAY_MS = 86_400_000;

/** When the records of this machine need to be checked; `never` if there are none. */
export type Urgency = 'now' | 'later' | 'never';

/**
 * Returns when the records need to be checked, without loading other code: now if an operation is open, a secret
 * that was copied may still be on the clipboard, or a saved secret expires soon.
 *
 * @param storage folder of the extension's records (see `credentialRecords.ts`)
 * @param warningDays how many days before its expiration a secret expires soon
 */
export async function urgencyOf(storage: string, warningDays: number, now: Date): Promise<Urgency> {
  const filesOf = async (name: string) => {
    const folder = path.join(storage, name);
    const names = await readdir(folder).catch(() => []);
    return names.filter(each => each.endsWith('.json')).map(each => path.join(folder, each));
  };
  for (const name of ['journal', 'clipboard']) if ((await filesOf(name)).length > 0) return 'now';
  const kept = await filesOf('kept');
  const soonMs = now.getTime() + warningDays * DAY_MS;
  for (const file of kept) if ((await expirationMs(file)) <= soonMs) return 'now';
  return kept.length > 0 || (await filesOf('bindings')).length > 0 ? 'later' : 'never';
}

/** Reads when a saved secret expires, milliseconds since 1970; `Infinity` if the record has no date. */
async function expirationMs(file: string): Promise<number> {
  try {
    const { expiresAt } = JSON.parse(await readFile(file, 'utf8'));
    const ms = Date.parse(expiresAt);
    return Number.isNaN(ms) ? Infinity : ms;
  } catch {
    return Infinity;
  }
}
