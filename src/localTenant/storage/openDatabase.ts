import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { LocalTenantError } from '../localTenantError.ts';
import { MIGRATIONS } from './migrations.ts';
import { sqliteModule } from './sqliteModule.ts';

/** Somebody who looks into the file with another program may hold it for a moment; wait that long, milliseconds. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the tenant's database, made with mode 0600 if it is missing, and brings its schema up to date.
 *
 * @throws {LocalTenantError} `sqliteMissing`; `dataFolderNewer` when a newer version of this program wrote it;
 * `dataFolderUnusable` when it cannot be opened or is no database
 */
export function openDatabase(file: string): DatabaseSync {
  const { DatabaseSync: Database } = sqliteModule();
  let database: DatabaseSync | undefined;
  try {
    // Before SQLite sees it: its own files (-wal, -shm) take over the mode of this one.
    fs.closeSync(fs.openSync(file, 'a', 0o600));
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    // NORMAL loses nothing when the process is killed, only possibly when the machine loses power.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
    migrate(database, file);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof LocalTenantError) throw cause;
    throw new LocalTenantError('dataFolderUnusable', `${file} cannot be opened as a database.`, { cause });
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > MIGRATIONS.length) {
    throw new LocalTenantError(
      'dataFolderNewer',
      `${file} was written by a newer version of the local tenant. Use that version, or another data folder.`,
    );
  }
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
