import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { LocalTenantError } from '../localTenantError.ts';
import { MIGRATIONS } from './migrations.ts';
import { sqliteModule } from './sqliteModule.ts';

/** Time to wait while another program locks the file, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the tenant's database, which is made with mode 0600 if it is missing, and updates its schema.
 *
 * @throws {LocalTenantError} `sqliteMissing`; `dataFolderNewer` if a newer version of this program wrote it;
 * `dataFolderUnusable` if it can't be opened or isn't a database
 */
export function openDatabase(file: string): DatabaseSync {
  const { DatabaseSync: Database } = sqliteModule();
  let database: DatabaseSync | undefined;
  try {
    // Before SQLite opens it, because SQLite's other files (-wal, -shm) get the same mode.
    fs.closeSync(fs.openSync(file, 'a', 0o600));
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    // NORMAL loses nothing if the process is killed; only a power failure may lose the last changes.
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
