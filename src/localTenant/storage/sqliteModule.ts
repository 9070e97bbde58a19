import { LocalTenantError } from '../localTenantError.ts';

/**
 * Returns `node:sqlite`. It isn't imported statically, so that a process without it (old Node or Electron) can report the
 * reason instead of failing to load.
 *
 * @throws {LocalTenantError} `sqliteMissing`
 */
export function sqliteModule(): typeof import('node:sqlite') {
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (sqlite === undefined) {
    throw new LocalTenantError(
      'sqliteMissing',
      `The local tenant needs node:sqlite, which this runtime (Node ${process.versions.node}) does not have. Use Node 22.13 or newer, or a current VS Code.`,
    );
  }
  return sqlite;
}
