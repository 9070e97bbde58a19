import path from 'node:path';
import type { DiskParts } from './diskParts.ts';
import { removeTemporary } from './renameInto.ts';
import { restoreTorn } from './writeInPlace.ts';
import { type StoredWrite, WriteLog } from './writeLog.ts';

/** A drive or a version that is not there for so long won't be, and a copy of a file's old bytes is not kept forever. */
const WAIT_MS = 7 * 86_400_000;

/**
 * Finishes the writes of processes that have ended: removes temporary files, restores files that have only part of a change, and
 * removes the copies of their old bytes. Never rejects: what can't be done now, as on a drive that is not connected, is tried
 * again before the next write.
 */
export async function recoverWrites(parts: DiskParts): Promise<void> {
  const log = new WriteLog(parts);
  for (const stored of await log.leftBehind())
    await recover(stored, parts).then(
      isDone => (isDone ? log.forget(stored) : undefined),
      () => undefined,
    );
}

/** Returns `false` if the folder of the file is not there now. */
async function recover({ atMs, record, copy }: StoredWrite, parts: DiskParts): Promise<boolean> {
  const { fileSystem, here } = parts;
  if (!record) return true;
  const isLongAgo = here().atMs - atMs > WAIT_MS;
  if (record === 'unknown') return isLongAgo;
  const folder = path.dirname(record.kind === 'temporary' ? record.folder : record.file);
  const isThere = await fileSystem.stat(folder).catch(() => undefined);
  if (!isThere) return isLongAgo;
  if (record.kind === 'temporary') {
    await removeTemporary(record.folder, fileSystem);
    return true;
  }
  const before = await fileSystem.readFile(copy).catch((error: NodeJS.ErrnoException) => {
    // The process ended before it made the copy, and so before it wrote to the file.
    if (error.code !== 'ENOENT') throw error;
  });
  if (before) await restoreTorn(record, before, parts);
  return true;
}
