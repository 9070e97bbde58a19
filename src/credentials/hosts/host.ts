import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { MachineLock } from '../locks/machineLock.ts';
import { decoderOf } from '../records/decoderOf.ts';
import { RecordFolder } from '../records/recordFolder.ts';

const host = v.object({
  /** GUID. */
  id: v.string(),
  /** What people call it: the kind of the remote and the name of the machine. */
  name: v.string(),
  /** ISO 8601: when it was last used. */
  seenAt: v.string(),
});

/**
 * A folder of records: that of a local window, of WSL, of a machine reached by SSH, of a container, or of another profile of
 * the editor. They share secret storage, but no file.
 */
export type Host = Readonly<v.InferOutput<typeof host>>;

/** Checks a host as read from secret storage. */
export const decodeHost = decoderOf(host);

const decodeIdentity = decoderOf(v.object({ id: v.string() }));

const KEY = 'host';
const BETWEEN_ATTEMPTS_MS = 15;

/**
 * Returns the id of the host whose records are below a folder; makes it on first use. A container that is built anew loses its
 * folder, and is another host.
 *
 * @param folder of the id alone
 * @param newId makes a GUID
 */
export async function hostIdOf(
  folder: string,
  lock: Pick<MachineLock, 'tryToTake'>,
  newId: () => string,
): Promise<string> {
  const records = new RecordFolder(folder, decodeIdentity, newId);
  const known = await records.getUndamaged(KEY);
  if (known) return known.id;
  // Two windows that start at the same time get the same id.
  for (;;) {
    const held = await lock.tryToTake(KEY);
    if (!held) {
      await sleep(BETWEEN_ATTEMPTS_MS);
      continue;
    }
    try {
      const made = (await records.getUndamaged(KEY)) ?? { id: newId() };
      await records.put(KEY, made);
      return made.id;
    } finally {
      held.release();
    }
  }
}
