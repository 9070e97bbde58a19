import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Page } from './clientTable.ts';

/** What is known of a person. */
export interface UserProfile {
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly contactEmail: string | null;
  readonly contactGivenName: string | null;
  readonly contactSurname: string | null;
  readonly externalUserId: string | null;
  /** GUID. */
  readonly identityProviderId: string;
}

/** A user of the tenant. */
export interface StoredUser {
  /** GUID, lower case. */
  readonly id: string;
  readonly profile: UserProfile;
  /** Ids (not type ids) of its roles, in lower case. */
  readonly roleIds: readonly string[];
  /** Whether it is one of `users.json`, who has a password. */
  readonly hasPassword: boolean;
}

const COLUMNS = 'id, profile, role_ids, file_entry';
const OF_ROLE = 'EXISTS (SELECT 1 FROM json_each(role_ids) WHERE value = ?)';

/** Stores the users of a tenant. */
export class UserTable {
  readonly #put: StatementSync;
  readonly #update: StatementSync;
  readonly #markDeleted: StatementSync;
  readonly #uninvite: StatementSync;
  readonly #removeMade: StatementSync;
  readonly #forget: StatementSync;
  readonly #fileEntries: StatementSync;
  readonly #find: StatementSync;
  readonly #page: StatementSync;
  readonly #count: StatementSync;
  readonly #pageOfRole: StatementSync;
  readonly #countOfRole: StatementSync;
  readonly #preferences: StatementSync;
  readonly #setPreferences: StatementSync;

  constructor(database: DatabaseSync) {
    const select = (rest: string) =>
      database.prepare(`SELECT ${COLUMNS} FROM user WHERE is_deleted = 0 ${rest}`);
    const count = (rest: string) =>
      database.prepare(`SELECT count(*) AS total FROM user WHERE is_deleted = 0 ${rest}`);
    this.#put = database.prepare(
      `INSERT INTO user (${COLUMNS}) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
         profile = excluded.profile, role_ids = excluded.role_ids, file_entry = excluded.file_entry, is_deleted = 0`,
    );
    this.#update = database.prepare('UPDATE user SET profile = ?, role_ids = ? WHERE id = ?');
    this.#markDeleted = database.prepare(
      'UPDATE user SET is_deleted = 1, preferences = NULL WHERE id = ? AND file_entry IS NOT NULL',
    );
    this.#uninvite = database.prepare('DELETE FROM invitation WHERE user = ?');
    this.#removeMade = database.prepare('DELETE FROM user WHERE id = ? AND file_entry IS NULL');
    this.#forget = database.prepare('DELETE FROM user WHERE id = ?');
    this.#fileEntries = database.prepare('SELECT id, file_entry FROM user WHERE file_entry IS NOT NULL');
    this.#find = select('AND id = ?');
    this.#page = select('ORDER BY sequence LIMIT ? OFFSET ?');
    this.#count = count('');
    this.#pageOfRole = select(`AND ${OF_ROLE} ORDER BY sequence LIMIT ? OFFSET ?`);
    this.#countOfRole = count(`AND ${OF_ROLE}`);
    this.#preferences = database.prepare('SELECT preferences FROM user WHERE id = ?');
    this.#setPreferences = database.prepare('UPDATE user SET preferences = ? WHERE id = ?');
  }

  /** Adds a user, in place of a deleted one of the same id. */
  insert({ id, profile, roleIds }: StoredUser): void {
    this.#put.run(id, JSON.stringify(profile), JSON.stringify(roleIds), null);
  }

  /** Adds or replaces a user of `users.json`, with the hash of its entry there. Its preferences stay. */
  putFileUser({ id, profile, roleIds }: StoredUser, fileEntry: Uint8Array): void {
    this.#put.run(id, JSON.stringify(profile), JSON.stringify(roleIds), fileEntry);
  }

  /** Writes profile and roles of a user. */
  update({ id, profile, roleIds }: StoredUser): void {
    this.#update.run(JSON.stringify(profile), JSON.stringify(roleIds), id);
  }

  /** Deletes a user with its preferences and its invitation. The caller opens the transaction. */
  remove(id: string): void {
    this.#uninvite.run(id);
    this.#markDeleted.run(id);
    this.#removeMade.run(id);
  }

  /** Removes a user who isn't in `users.json` any longer, deleted or not. */
  forget(id: string): void {
    this.#forget.run(id);
  }

  /** Returns the hashes of the entries in `users.json` by the ids of their users, with those of deleted users. */
  fileEntries(): Map<string, Uint8Array> {
    return new Map(this.#fileEntries.all().map(row => [String(row.id), row.file_entry as Uint8Array]));
  }

  /** Returns a user by its id (lower case). */
  find(id: string): StoredUser | undefined {
    const row = this.#find.get(id);
    return row && userOf(row);
  }

  /** Returns a page of the users in the order of their creation, optionally only those with a role. */
  page({ skip, count }: Page, roleId?: string): StoredUser[] {
    const rows =
      roleId === undefined ? this.#page.all(count, skip) : this.#pageOfRole.all(roleId, count, skip);
    return rows.map(userOf);
  }

  /** Returns the number of users, optionally only of those with a role. */
  count(roleId?: string): number {
    const row = roleId === undefined ? this.#count.get() : this.#countOfRole.get(roleId);
    return Number(row?.total);
  }

  /** Returns a user's preferences; an empty object if there are none. */
  preferences(id: string): unknown {
    const text = this.#preferences.get(id)?.preferences;
    return typeof text === 'string' ? JSON.parse(text) : {};
  }

  /** Sets a user's preferences, any JSON. */
  setPreferences(id: string, preferences: unknown): void {
    this.#setPreferences.run(JSON.stringify(preferences), id);
  }
}

function userOf(row: Record<string, SQLOutputValue>): StoredUser {
  return {
    id: String(row.id),
    profile: JSON.parse(String(row.profile)),
    roleIds: JSON.parse(String(row.role_ids)),
    hasPassword: row.file_entry !== null,
  };
}
