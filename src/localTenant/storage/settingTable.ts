import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The names of a tenant's single values. */
export type SettingName =
  | 'tenantId'
  | 'createdAt'
  | 'signingKey'
  | 'cookieKey'
  | 'globalAddress'
  | 'globalIssuer'
  | 'hasLocalhostClients'
  | 'tlsIdentity'
  | 'administratorClientId'
  | 'administratorSecretId'
  | 'administratorSecretValue';

/** Reads and writes single values by name. */
export class SettingTable {
  readonly #get: StatementSync;
  readonly #set: StatementSync;

  constructor(database: DatabaseSync) {
    this.#get = database.prepare('SELECT value FROM setting WHERE name = ?');
    this.#set = database.prepare(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    );
  }

  /** Returns a value; `undefined` if it was never set. */
  get(name: SettingName): string | undefined {
    const value = this.#get.get(name)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  /** Sets a value. */
  set(name: SettingName, value: string): void {
    this.#set.run(name, value);
  }

  /** Returns a value, which the first call makes and saves. */
  getOrMake(name: SettingName, make: () => string): string {
    const kept = this.get(name);
    if (kept !== undefined) return kept;
    const made = make();
    this.set(name, made);
    return made;
  }
}
