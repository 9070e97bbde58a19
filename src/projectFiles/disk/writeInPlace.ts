import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { ProjectFileError } from '../projectFileError.ts';
import { type ByteChange, changedRange } from './byteChange.ts';
import type { DiskParts } from './diskParts.ts';
import { retryWhileInUse } from './retryWhileInUse.ts';
import type { WriteLog, WriteRecord } from './writeLog.ts';

/** The record of a file that is overwritten. */
type InPlaceRecord = Extract<WriteRecord, { kind: 'inPlace' }>;

/**
 * Overwrites what differs in a file, which keeps its owner, access and names. A copy of the old bytes in the extension's own folder
 * is there until the new ones are on the disk. Rejects with a {@link ProjectFileError} or an error of the file system; then the
 * file has its old bytes, or the next start restores them.
 *
 * @param target the file, with all links followed
 */
export async function writeInPlace(
  target: string,
  change: ByteChange,
  log: WriteLog,
  parts: DiskParts,
): Promise<void> {
  const { before = Buffer.alloc(0), after } = change;
  const handle = await openToWrite(target, parts);
  try {
    const found = await handle.stat({ bigint: true });
    if (!found.isFile()) throw new ProjectFileError('notAFile', change.path);
    if (!before.equals(await handle.readFile())) throw new ProjectFileError('changedMeanwhile', change.path);
    const range = changedRange(before, after);
    const record: InPlaceRecord = {
      kind: 'inPlace',
      file: target,
      dev: String(found.dev),
      ino: String(found.ino),
      from: range.from,
      beforeLength: before.length,
      afterLength: after.length,
      proof: proofOfBytes(after),
    };
    const noted = await log.note(record, before);
    try {
      await overwrite(handle, after, range.from, range.to);
    } catch (error) {
      // If this fails, too, the copy stays, and the next start restores it.
      await overwrite(handle, before, range.from, before.length);
      await log.forget(noted);
      throw error;
    }
    await log.forget(noted);
  } finally {
    await handle.close();
  }
}

/** Restores the old bytes of a file if a crash has left part of a change in it. Any other state of the file is someone's own. */
export async function restoreTorn(record: InPlaceRecord, before: Buffer, parts: DiskParts): Promise<void> {
  if (before.length !== record.beforeLength) return;
  const handle = await openToWrite(record.file, parts).catch((error: NodeJS.ErrnoException) => {
    // Removed, or a link by now: it is not the file that was written.
    if (error.code !== 'ENOENT' && error.code !== 'ELOOP') throw error;
  });
  try {
    const found = await handle?.stat({ bigint: true });
    if (!handle || !found?.isFile() || String(found.dev) !== record.dev || String(found.ino) !== record.ino)
      return;
    if (isTorn(await handle.readFile(), before, record)) await overwrite(handle, before, 0, before.length);
  } finally {
    await handle?.close();
  }
}

/** Systems write whole pages, in bytes: a change breaks off at a multiple of this. */
const PAGE = 4096;

/**
 * Tells whether a file has part of a change: the new bytes up to the end of a page and the old ones from there; or all new bytes,
 * but not yet their length; or, where the computer stopped, zeros in place of what it had no time to write.
 */
export function isTorn(now: Buffer, before: Buffer, record: InPlaceRecord): boolean {
  const { from, afterLength } = record;
  const pages = pageEnds(afterLength);
  const isNew = (end: number) =>
    now.length >= end &&
    hashOf(record.proof.salt, now.subarray(0, end)) === record.proof.hashes[pages.indexOf(end)];
  if (now.equals(before) || (now.length === afterLength && isNew(afterLength))) return false;
  if (now.length === before.length && afterLength < now.length && isNew(afterLength)) return true;
  // No text has such a byte.
  if (now.subarray(0, from).equals(before.subarray(0, from)) && now.subarray(from).includes(0)) return true;
  return pages.some(end => end > from && now.subarray(end).equals(before.subarray(end)) && isNew(end));
}

/** Returns the ends of the pages of a file, the last of which is its own. */
function pageEnds(length: number): readonly number[] {
  const whole = Array.from(
    { length: Math.floor(Math.max(length - 1, 0) / PAGE) },
    (_, index) => (index + 1) * PAGE,
  );
  return [...whole, length];
}

/** Recognizes the bytes of a file up to the end of each of its pages. */
function proofOfBytes(bytes: Buffer): InPlaceRecord['proof'] {
  const salt = randomBytes(16).toString('hex');
  return { salt, hashes: pageEnds(bytes.length).map(end => hashOf(salt, bytes.subarray(0, end))) };
}

const hashOf = (salt: string, bytes: Buffer): string =>
  createHash('sha256').update(salt).update('\0').update(bytes).digest('hex');

function openToWrite(target: string, parts: DiskParts): Promise<FileHandle> {
  // All links have been followed: one that is here now was put here meanwhile, as was a pipe. Windows has no such flags.
  const { O_RDWR, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  return retryWhileInUse(() => parts.fileSystem.open(target, O_RDWR | O_NOFOLLOW | O_NONBLOCK), parts);
}

/** Writes bytes at their own offsets, cuts the file to their length, and flushes it. */
async function overwrite(handle: FileHandle, bytes: Buffer, from: number, to: number): Promise<void> {
  for (let at = from; at < to; ) {
    const { bytesWritten } = await handle.write(bytes, at, to - at, at);
    at += bytesWritten;
  }
  const { size } = await handle.stat();
  if (size !== bytes.length) await handle.truncate(bytes.length);
  await handle.sync();
}
