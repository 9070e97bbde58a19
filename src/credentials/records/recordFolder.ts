import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { removeUnfinished, unfinishedName } from './unfinishedRecords.ts';

/** Why a file was skipped. Its content is not part of the report. */
export type UnreadableReason =
  /** JSON that is not a record of this version: damaged, or written by another version. */
  'notARecord' | 'notJson' | 'unreadable';

/** Told of a file (absolute path) that was skipped. */
export type ReportUnreadable = (file: string, reason: UnreadableReason) => void;

/**
 * A folder with one small JSON file per record, named by the hash of the record's key. Each record is a file of its own
 * because two windows may write at the same time. VS Code's own state is written as a whole by whichever window comes
 * last. Records never contain the value of a secret.
 */
export class RecordFolder<T> {
  readonly #folder: string;
  readonly #decode: (value: unknown) => T | undefined;
  readonly #newName: () => string;
  readonly #report: ReportUnreadable;
  /** Files that have been reported, so that regular reads do not fill the log. */
  readonly #reported = new Set<string>();

  /**
   * @param folder where the files are; created when the first record is written
   * @param decode checks what a file holds; a file that it refuses is skipped and stays where it is
   * @param newName creates a name for a temporary file, unique each time
   * @param report told once of each file that cannot be read
   */
  constructor(
    folder: string,
    decode: (value: unknown) => T | undefined,
    newName: () => string,
    report: ReportUnreadable = () => {},
  ) {
    this.#folder = folder;
    this.#decode = decode;
    this.#newName = newName;
    this.#report = report;
  }

  /** Writes a record, in place of the one with the same key. Readers see the old record or the new one, never a part. */
  async put(key: string, record: T): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await removeUnfinished(this.#folder, await readdir(this.#folder));
    const temporary = path.join(this.#folder, unfinishedName(this.#newName()));
    try {
      await writeFile(temporary, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true });
      await rename(temporary, this.#file(key));
      await this.#flush();
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Removes the record of a key, if there is one. */
  async remove(key: string): Promise<void> {
    await rm(this.#file(key), { force: true });
    await this.#flush();
  }

  /** Reads the record of a key; `undefined` when there is none. */
  get(key: string): Promise<T | undefined> {
    return this.#read(this.#file(key));
  }

  /** Reads all records, in no particular order. */
  async all(): Promise<readonly T[]> {
    const names = await readdir(this.#folder).catch(() => [] as string[]);
    await removeUnfinished(this.#folder, names);
    const files = names.filter(name => name.endsWith('.json'));
    const records = await Promise.all(files.map(name => this.#read(path.join(this.#folder, name))));
    return records.filter(record => record !== undefined);
  }

  #file(key: string): string {
    return path.join(this.#folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
  }

  /** Makes a change of the folder survive a power failure, where the system can (Windows cannot open folders). */
  async #flush(): Promise<void> {
    const handle = await open(this.#folder, 'r').catch(() => undefined);
    try {
      await handle?.sync();
    } catch {
      // The record is in place nevertheless.
    } finally {
      await handle?.close();
    }
  }

  async #read(file: string): Promise<T | undefined> {
    try {
      const record = this.#decode(JSON.parse(await readFile(file, 'utf8')));
      if (record === undefined) this.#reportOnce(file, 'notARecord');
      return record;
    } catch (error) {
      // Another window may have removed the file just now, or there never was one.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.#reportOnce(file, error instanceof SyntaxError ? 'notJson' : 'unreadable');
      return undefined;
    }
  }

  #reportOnce(file: string, reason: UnreadableReason): void {
    if (this.#reported.has(file)) return;
    this.#reported.add(file);
    this.#report(file, reason);
  }
}
