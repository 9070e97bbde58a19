import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CredentialsError } from '../credentialsError.ts';
import { DAMAGE_CODES, isAbsent, readSmallFile } from './readSmallFile.ts';
import { NO_MIRROR, type RecordMirror } from './recordMirror.ts';
import { removeUnfinished, unfinishedName } from './unfinishedRecords.ts';
import { withOpenFile } from './withOpenFile.ts';

/** Why a file is damaged. Its content is not part of the report. */
export type DamageReason =
  /** JSON that is not a record of this version: damaged, or written by another version. */
  | 'notARecord'
  | 'notJson'
  /** This very file cannot be read: it is protected, too large, no file, or a link that leads nowhere. */
  | 'notReadable';

/** A file in place of a record. It stays where it is, because what it records may still be true. */
export interface DamagedRecord {
  /** Absolute path. */
  readonly file: string;
  readonly reason: DamageReason;
  /** The JSON of the file, if it is JSON. It may name the client that it is about. */
  readonly value?: unknown;
}

/** Told of a damaged file (absolute path). */
export type ReportDamage = (file: string, reason: DamageReason) => void;

/** The content of a folder. */
export interface FolderContent<T> {
  /** In no particular order. */
  readonly records: readonly T[];
  readonly damaged: readonly DamagedRecord[];
}

type Read<T> = { readonly record: T } | { readonly damage: DamagedRecord };

/**
 * A folder with one small JSON file per record, named by the hash of the record's key. Each record is a file of its own
 * because two windows may write at the same time. VS Code's own state is written as a whole by whichever window comes
 * last. Records never contain the value of a secret.
 */
export class RecordFolder<T> {
  readonly #folder: string;
  readonly #decode: (value: unknown) => T | undefined;
  readonly #newName: () => string;
  readonly #report: ReportDamage;
  readonly #mirror: RecordMirror<T>;
  /** Files that have been reported, so that regular reads do not fill the log. */
  readonly #reported = new Set<string>();

  /**
   * @param folder where the files are; created when the first record is written
   * @param decode checks what a file holds; a file that it refuses is damaged, and stays where it is
   * @param newName creates a name for a temporary file, unique each time
   * @param report told once of each damaged file
   * @param mirror shows the records to other hosts
   */
  constructor(
    folder: string,
    decode: (value: unknown) => T | undefined,
    newName: () => string,
    report: ReportDamage = () => {},
    mirror: RecordMirror<T> = NO_MIRROR,
  ) {
    this.#folder = folder;
    this.#decode = decode;
    this.#newName = newName;
    this.#report = report;
    this.#mirror = mirror;
  }

  /** Writes a record, in place of the one with the same key. Readers see the old record or the new one, never a part. */
  async put(key: string, record: T): Promise<void> {
    const name = nameOf(key);
    await this.#mirror.announce(name, record);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await removeUnfinished(this.#folder, await withOpenFile(() => readdir(this.#folder)));
    const temporary = path.join(this.#folder, unfinishedName(this.#newName()));
    try {
      await writeFile(temporary, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true });
      await rename(temporary, this.#at(name));
      await this.#flush();
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await this.#mirror.confirm(name, record);
  }

  /** Removes the record of a key, if there is one. */
  async remove(key: string): Promise<void> {
    const name = nameOf(key);
    await rm(this.#at(name), { force: true });
    await this.#flush();
    await this.#mirror.withdraw(name);
  }

  /**
   * Reads the record of a key; `undefined` when there is none. Rejects with `recordDamaged`, or with `recordUnreadable` when
   * it cannot be determined whether there is one.
   */
  async get(key: string): Promise<T | undefined> {
    const read = await this.#read(this.#at(nameOf(key)));
    if (read && 'damage' in read) refuseDamaged(read.damage);
    return read?.record;
  }

  /**
   * Reads the record of a key that can be made again: `undefined` when there is none, or when it is damaged. Rejects with
   * `recordUnreadable`.
   */
  async getUndamaged(key: string): Promise<T | undefined> {
    const read = await this.#read(this.#at(nameOf(key)));
    return read && 'record' in read ? read.record : undefined;
  }

  /**
   * Reads all records, in no particular order, without the damaged ones. For whoever shows what there is: who decides by what
   * there is not needs {@link complete}. Rejects with `recordUnreadable`.
   */
  async all(): Promise<readonly T[]> {
    return (await this.content()).records;
  }

  /**
   * Reads all records, in no particular order. Rejects with `recordDamaged` when one is damaged that `isNeeded`, and with
   * `recordUnreadable`.
   */
  async complete(isNeeded: (damaged: DamagedRecord) => boolean): Promise<readonly T[]> {
    const { records, damaged } = await this.content();
    const needed = damaged.find(isNeeded);
    if (needed) refuseDamaged(needed);
    return records;
  }

  /** Reads all records, and tells which are damaged. Rejects with `recordUnreadable`. */
  async content(): Promise<FolderContent<T>> {
    const files = await this.#names();
    const read = await Promise.all(files.map(name => this.#read(path.join(this.#folder, name))));
    return {
      records: read.flatMap(each => (each && 'record' in each ? [each.record] : [])),
      damaged: read.flatMap(each => (each && 'damage' in each ? [each.damage] : [])),
    };
  }

  async #names(): Promise<readonly string[]> {
    try {
      const names = await withOpenFile(() => readdir(this.#folder));
      await removeUnfinished(this.#folder, names);
      return names.filter(name => name.endsWith('.json'));
    } catch (error) {
      // Nothing has been recorded yet.
      if (await isAbsent(this.#folder, error)) return [];
      return refuseUnreadable(this.#folder, error);
    }
  }

  /**
   * Brings the mirror up to date: with records from before there was one, and without those that were removed while it could
   * not be changed. Other windows may write at the same time.
   */
  async reflect(): Promise<void> {
    const shown = await this.#mirror.shown();
    const names = (await this.#names()).map(file => path.basename(file, '.json'));
    for (const name of names) {
      const read = await this.#read(this.#at(name));
      if (read && 'record' in read) await this.#mirror.confirm(name, read.record);
    }
    for (const name of shown.filter(each => !names.includes(each))) {
      await this.#mirror.withdraw(name);
      // Another window had announced it, and has written it in the meantime.
      const read = await this.#read(this.#at(name));
      if (read && 'record' in read) await this.#mirror.confirm(name, read.record);
    }
  }

  #at(name: string): string {
    return path.join(this.#folder, `${name}.json`);
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

  /** Reads a file; `undefined` when there is none. Another window may have removed it just now. */
  async #read(file: string): Promise<Read<T> | undefined> {
    let text: string;
    try {
      text = await withOpenFile(() => readSmallFile(file));
    } catch (error) {
      if (await isAbsent(file, error)) return undefined;
      return DAMAGE_CODES.has(codeOf(error))
        ? this.#damaged({ file, reason: 'notReadable' })
        : refuseUnreadable(file, error);
    }
    const json = parseJson(text);
    if (!json) return this.#damaged({ file, reason: 'notJson' });
    const record = this.#decode(json.value);
    return record === undefined
      ? this.#damaged({ file, reason: 'notARecord', value: json.value })
      : { record };
  }

  #damaged(damage: DamagedRecord): Read<T> {
    const { file, reason } = damage;
    if (!this.#reported.has(file)) {
      this.#reported.add(file);
      this.#report(file, reason);
    }
    return { damage };
  }
}

/** Returns the name of a record's file, without its extension. */
const nameOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function refuseDamaged({ file }: DamagedRecord): never {
  throw new CredentialsError('recordDamaged', { place: file });
}

function refuseUnreadable(place: string, cause: unknown): never {
  throw new CredentialsError('recordUnreadable', { place, cause });
}
