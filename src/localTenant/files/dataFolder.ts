import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { LocalTenantError } from '../localTenantError.ts';
import { sqliteModule } from '../storage/sqliteModule.ts';
import { type Distrust, distrustOf } from './ownFiles.ts';
import { readRunningTenant, removeRunningFile, removeRunningFiles } from './runningFile.ts';

/** SQLite's result code for "database is locked" (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/** A data folder that this process uses exclusively until it releases it. */
export interface DataFolder {
  readonly databaseFile: string;
  readonly runningFile: string;
  /** The file of users with their passwords. */
  readonly userFile: string;
  /** The certificate of the authority behind the tenant's own certificate. */
  readonly authorityFile: string;
  release(): void;
}

/**
 * Makes a data folder (mode 0700) if it is missing, and claims it for this process.
 *
 * The claim is an open exclusive transaction on a separate file. The system ends it with the process, however that ends, so
 * neither a left-over file nor a reused process number can block the folder. Other programs can still read the database.
 *
 * @throws {LocalTenantError} `dataFolderInUse`, with the address of the tenant that uses it; `dataFolderUnusable`;
 * `sqliteMissing`
 */
export function claimDataFolder(folder: string): DataFolder {
  const runningFile = path.join(folder, 'running.json');
  const lock = lockFile(folder, runningFile);
  // May be left from a tenant that was killed.
  removeRunningFiles(runningFile);
  return {
    databaseFile: path.join(folder, 'tenant.db'),
    runningFile,
    userFile: path.join(folder, 'users.json'),
    authorityFile: path.join(folder, 'tls-authority.pem'),
    release() {
      removeRunningFile(runningFile);
      lock.close();
    },
  };
}

function lockFile(folder: string, runningFile: string): DatabaseSync {
  const { DatabaseSync: Database } = sqliteModule();
  const file = path.join(folder, 'tenant.lock');
  let lock: DatabaseSync | undefined;
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    refuseDistrusted(folder);
    fs.closeSync(fs.openSync(file, 'a', 0o600));
    lock = new Database(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock?.close();
    if (cause instanceof LocalTenantError) throw cause;
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY) {
      const resource = readRunningTenant(runningFile)?.resource ?? 'an address that it has not told yet';
      throw new LocalTenantError(
        'dataFolderInUse',
        `${folder} is in use by a local tenant that runs at ${resource}.`,
        { cause },
      );
    }
    throw new LocalTenantError('dataFolderUnusable', `${folder} cannot be used as a data folder.`, { cause });
  }
}

const DISTRUST: Readonly<Record<Distrust, string>> = {
  folderOfAnother: 'belongs to another user of this machine',
  folderOfAll: 'can be written to by other users of this machine (“chmod go-w” takes that right away)',
  plantedFile: 'has a file among those of a tenant that is a link, or belongs to another user',
};

function refuseDistrusted(folder: string): void {
  const distrust = distrustOf(folder);
  if (!distrust) return;
  const text = `${folder} ${DISTRUST[distrust]}; a data folder holds secrets. Choose another one.`;
  throw new LocalTenantError('dataFolderUnusable', text);
}
