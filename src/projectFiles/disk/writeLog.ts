import path from 'node:path';
import * as v from 'valibot';
import { isLeftBehind, markText, readMark } from '../../machine/processMark.ts';
import { diskFailure } from './diskFailure.ts';
import type { DiskParts } from './diskParts.ts';

const writeRecord = v.variant('kind', [
  /** A folder of ours beside a file, with the bytes that are renamed over it. */
  v.object({ kind: v.literal('temporary'), folder: v.string() }),
  /** A file that is overwritten. Its bytes before are in a copy beside the record. */
  v.object({
    kind: v.literal('inPlace'),
    file: v.string(),
    /** Device and number of the file on it: another file of this name is not ours to restore. */
    dev: v.string(),
    ino: v.string(),
    /** Offset of the first byte that changes. */
    from: v.number(),
    beforeLength: v.number(),
    afterLength: v.number(),
    /** Recognizes the new bytes up to the end of each page. */
    proof: v.object({ salt: v.string(), hashes: v.array(v.string()) }),
  }),
]);

/** A record of a write that has begun. It contains no byte of the file. */
export type WriteRecord = Readonly<v.InferOutput<typeof writeRecord>>;

/** A record, where it is stored. */
export interface StoredWrite {
  /** When the write began, milliseconds since 1970. */
  readonly atMs: number;
  /**
   * `undefined`: the process ended while it wrote the record, before anything else. `unknown`: another version wrote it, and
   * can finish it.
   */
  readonly record: WriteRecord | 'unknown' | undefined;
  /** The record's own file. */
  readonly file: string;
  /** The file for the bytes before. */
  readonly copy: string;
}

/**
 * The writes that have begun and not ended, so that what a crash leaves behind is found: each is recorded before its first
 * effect, in a folder of our own that only the user can read.
 */
export class WriteLog {
  readonly #parts: DiskParts;

  constructor(parts: DiskParts) {
    this.#parts = parts;
  }

  /**
   * Records a write and, if given, the bytes of the file before it. Rejects with a `ProjectFileError` about the folder of the
   * records: without a record, nothing is written.
   */
  async note(record: WriteRecord, before?: Buffer): Promise<StoredWrite> {
    try {
      return await this.#note(record, before);
    } catch (cause) {
      throw diskFailure(cause, this.#parts.storage);
    }
  }

  async #note(record: WriteRecord, before?: Buffer): Promise<StoredWrite> {
    const { storage, fileSystem, here, newName } = this.#parts;
    await fileSystem.mkdir(storage, { recursive: true, mode: 0o700 });
    const mark = here();
    const stored = this.#stored(`${markText(mark)}.${newName()}`, mark.atMs, record);
    await this.#write(stored.file, Buffer.from(`${JSON.stringify(record)}\n`));
    try {
      if (before) await this.#write(stored.copy, before);
      await flushFolder(storage, fileSystem);
    } catch (error) {
      await this.forget(stored);
      throw error;
    }
    return stored;
  }

  /** Removes a record of which nothing is left. If that fails, the next write tries again. */
  async forget({ file, copy }: StoredWrite): Promise<void> {
    const { fileSystem } = this.#parts;
    // The copy first: without a record, nothing would find it.
    await fileSystem
      .rm(copy, { force: true })
      .then(() => fileSystem.rm(file, { force: true }))
      .catch(() => undefined);
  }

  /** Returns the writes of processes that have ended. */
  async leftBehind(): Promise<readonly StoredWrite[]> {
    const { storage, fileSystem, here } = this.#parts;
    const names = await fileSystem.readdir(storage).catch(() => [] as string[]);
    const now = here();
    const found = names
      .filter(name => name.endsWith(RECORD))
      .map(async name => {
        const mark = readMark(name);
        if (!mark || !isLeftBehind(mark, now)) return [];
        // A record that can't be read now is one to finish later: without it, nobody would find what it is about.
        const text = await fileSystem.readFile(path.join(storage, name), 'utf8').catch(() => undefined);
        if (text === undefined) return [];
        return [this.#stored(name.slice(0, -RECORD.length), mark.atMs, decode(text))];
      });
    return (await Promise.all(found)).flat();
  }

  #stored(name: string, atMs: number, record: StoredWrite['record']): StoredWrite {
    const at = path.join(this.#parts.storage, name);
    return { atMs, record, file: `${at}${RECORD}`, copy: `${at}.before` };
  }

  async #write(file: string, bytes: Buffer): Promise<void> {
    await this.#parts.fileSystem.writeFile(file, bytes, { flag: 'wx', mode: 0o600, flush: true });
  }
}

/** Flushes a folder so that a change in it survives a power failure. Windows can't open folders. */
export async function flushFolder(folder: string, fileSystem: DiskParts['fileSystem']): Promise<void> {
  const handle = await fileSystem.open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // What changed is in place nevertheless.
  } finally {
    await handle?.close();
  }
}

const RECORD = '.json';

/** Tells a whole record that only another version can read from one that was cut. */
function decode(text: string): StoredWrite['record'] {
  try {
    const value: unknown = JSON.parse(text);
    const decoded = v.safeParse(writeRecord, value);
    if (decoded.success) return decoded.output;
    return typeof value === 'object' && value !== null ? 'unknown' : undefined;
  } catch {
    return undefined;
  }
}
