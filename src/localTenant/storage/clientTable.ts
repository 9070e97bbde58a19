import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { ClientType } from '../../service/model/clientTypes.ts';

/** A client as it is kept. */
export interface StoredClient {
  /** GUID, lower case. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly tokenLifetimeSeconds: number;
  /** Ids (not type ids) of its roles, lower case. */
  readonly roleIds: readonly string[];
}

/** A part of a list. */
export interface Page {
  readonly skip: number;
  readonly count: number;
}

const COLUMNS = 'id, name, enabled, token_lifetime_seconds, role_ids';

/** Keeps the clients of all types. Ids are unique over all types; every other call is about one type. */
export class ClientTable {
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #remove: StatementSync;
  readonly #find: StatementSync;
  readonly #typeOf: StatementSync;
  readonly #page: StatementSync;
  readonly #count: StatementSync;
  readonly #countAll: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(`INSERT INTO client (type, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`);
    this.#update = database.prepare(
      'UPDATE client SET name = ?, enabled = ?, token_lifetime_seconds = ?, role_ids = ? WHERE id = ?',
    );
    this.#remove = database.prepare('DELETE FROM client WHERE type = ? AND id = ?');
    this.#find = database.prepare(`SELECT ${COLUMNS} FROM client WHERE type = ? AND id = ?`);
    this.#typeOf = database.prepare('SELECT type FROM client WHERE id = ?');
    this.#page = database.prepare(
      `SELECT ${COLUMNS} FROM client WHERE type = ? ORDER BY sequence LIMIT ? OFFSET ?`,
    );
    this.#count = database.prepare('SELECT value AS total FROM client_count WHERE type = ?');
    this.#countAll = database.prepare('SELECT sum(value) AS total FROM client_count');
  }

  /** Adds a client. The id must be free. */
  insert(type: ClientType, client: StoredClient): void {
    this.#insert.run(type, client.id, ...changeableColumns(client));
  }

  /** Writes all changeable properties of a client. */
  update(client: StoredClient): void {
    this.#update.run(...changeableColumns(client), client.id);
  }

  /** Deletes a client with its secrets; tells whether there was one. */
  remove(type: ClientType, id: string): boolean {
    return this.#remove.run(type, id).changes > 0;
  }

  /** Returns a client of a type by its id (lower case). */
  find(type: ClientType, id: string): StoredClient | undefined {
    const row = this.#find.get(type, id);
    return row && clientOf(row);
  }

  /** Tells whether an id is taken by a client of any type. */
  isTaken(id: string): boolean {
    return this.#typeOf.get(id) !== undefined;
  }

  /** Returns a page of a type's clients in the order of their creation. */
  page(type: ClientType, { skip, count }: Page): StoredClient[] {
    return this.#page.all(type, count, skip).map(clientOf);
  }

  /** Returns how many clients of a type there are. */
  count(type: ClientType): number {
    return Number(this.#count.get(type)?.total ?? 0);
  }

  /** Returns how many clients of all types there are. */
  countAll(): number {
    return Number(this.#countAll.get()?.total ?? 0);
  }
}

function changeableColumns(client: StoredClient): [string, number, number, string] {
  return [client.name, Number(client.enabled), client.tokenLifetimeSeconds, JSON.stringify(client.roleIds)];
}

function clientOf(row: Record<string, SQLOutputValue>): StoredClient {
  return {
    id: String(row.id),
    name: String(row.name),
    enabled: row.enabled === 1,
    tokenLifetimeSeconds: Number(row.token_lifetime_seconds),
    roleIds: JSON.parse(String(row.role_ids)),
  };
}
