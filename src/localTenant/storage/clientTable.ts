import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { ClientSettings } from '../../service/model/clientSettings.ts';
import type { ClientType } from '../../service/model/clientTypes.ts';
import { settingsOf, settingsText } from './clientSettings.ts';

/** A client as it is stored. */
export interface StoredClient {
  readonly type: ClientType;
  /** GUID, lower case. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly tokenLifetimeSeconds: number;
  /** Ids (not type ids) of its roles, in lower case. Only Client Credentials clients have any. */
  readonly roleIds: readonly string[];
  /** Set by the service, not by callers. */
  readonly tags: readonly string[];
  readonly settings: ClientSettings;
}

/** A part of a list. */
export interface Page {
  readonly skip: number;
  readonly count: number;
}

const COLUMNS = 'id, type, name, enabled, token_lifetime_seconds, role_ids, tags, settings';

const TAGGED = 'EXISTS (SELECT 1 FROM json_each(tags) WHERE value IN (SELECT value FROM json_each(?)))';

const CORS = "json_each(client.settings, '$.allowedCorsOrigins') AS origin";

/** Stores the clients of all types. Ids are unique among all types. */
export class ClientTable {
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #remove: StatementSync;
  readonly #find: StatementSync;
  readonly #page: StatementSync;
  readonly #taggedPage: StatementSync;
  readonly #count: StatementSync;
  readonly #taggedCount: StatementSync;
  readonly #countAll: StatementSync;
  readonly #pageOfRole: StatementSync;
  readonly #countOfRole: StatementSync;
  readonly #ofOrigin: StatementSync;

  constructor(database: DatabaseSync) {
    const select = (rest: string) => database.prepare(`SELECT ${COLUMNS} FROM client ${rest}`);
    const total = (rest: string) => database.prepare(`SELECT ${rest}`);
    this.#insert = database.prepare(`INSERT INTO client (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#update = database.prepare(
      'UPDATE client SET name = ?, enabled = ?, token_lifetime_seconds = ?, role_ids = ?, tags = ?, settings = ? WHERE id = ?',
    );
    this.#remove = database.prepare('DELETE FROM client WHERE type = ? AND id = ?');
    this.#find = select('WHERE id = ?');
    this.#page = select('WHERE type = ? ORDER BY sequence LIMIT ? OFFSET ?');
    this.#taggedPage = select(`WHERE type = ? AND ${TAGGED} ORDER BY sequence LIMIT ? OFFSET ?`);
    this.#count = total('value AS total FROM client_count WHERE type = ?');
    this.#taggedCount = total(`count(*) AS total FROM client WHERE type = ? AND ${TAGGED}`);
    this.#countAll = total('sum(value) AS total FROM client_count');
    this.#pageOfRole = select(
      'JOIN client_role ON client = sequence WHERE role = ? ORDER BY sequence LIMIT ? OFFSET ?',
    );
    this.#countOfRole = total('count(*) AS total FROM client_role WHERE role = ?');
    this.#ofOrigin = database.prepare(
      `SELECT 1 FROM client, ${CORS} WHERE client.type = 'authorizationCode' AND enabled = 1 AND origin.value = ? LIMIT 1`,
    );
  }

  /** Adds a client. Its id must be new. */
  insert(client: StoredClient): void {
    this.#insert.run(client.id, client.type, ...changeableColumns(client));
  }

  /** Writes all changeable properties of a client. */
  update(client: StoredClient): void {
    this.#update.run(...changeableColumns(client), client.id);
  }

  /** Deletes a client with its secrets; returns whether it existed. */
  remove(type: ClientType, id: string): boolean {
    return this.#remove.run(type, id).changes > 0;
  }

  /** Returns a client of a type by its id (lower case). */
  find(type: ClientType, id: string): StoredClient | undefined {
    const client = this.findOfAnyType(id);
    return client?.type === type ? client : undefined;
  }

  /** Returns a client by its id (lower case). */
  findOfAnyType(id: string): StoredClient | undefined {
    const row = this.#find.get(id);
    return row && clientOf(row);
  }

  /** Returns a page of a type's clients in the order of their creation, optionally only those with one of the tags. */
  page(type: ClientType, { skip, count }: Page, tags: readonly string[] = []): StoredClient[] {
    const rows =
      tags.length === 0
        ? this.#page.all(type, count, skip)
        : this.#taggedPage.all(type, JSON.stringify(tags), count, skip);
    return rows.map(clientOf);
  }

  /** Returns the number of a type's clients, optionally only those with one of the tags. */
  count(type: ClientType, tags: readonly string[] = []): number {
    const row = tags.length === 0 ? this.#count.get(type) : this.#taggedCount.get(type, JSON.stringify(tags));
    return Number(row?.total ?? 0);
  }

  /** Returns the number of clients of all types. */
  countAll(): number {
    return Number(this.#countAll.get()?.total ?? 0);
  }

  /** Returns a page of the clients that have a role, in the order of their creation. */
  pageOfRole(roleId: string, { skip, count }: Page): StoredClient[] {
    return this.#pageOfRole.all(roleId, count, skip).map(clientOf);
  }

  /** Returns the number of clients that have a role. */
  countOfRole(roleId: string): number {
    return Number(this.#countOfRole.get(roleId)?.total ?? 0);
  }

  /** Tells whether an enabled client allows this origin. */
  allowsOrigin(origin: string): boolean {
    return this.#ofOrigin.get(origin) !== undefined;
  }
}

function changeableColumns(client: StoredClient): SQLInputValue[] {
  return [
    client.name,
    Number(client.enabled),
    client.tokenLifetimeSeconds,
    JSON.stringify(client.roleIds),
    JSON.stringify(client.tags),
    settingsText(client.settings),
  ];
}

function clientOf(row: Record<string, SQLOutputValue>): StoredClient {
  return {
    // This class writes the column from this type.
    type: row.type as ClientType,
    id: String(row.id),
    name: String(row.name),
    enabled: row.enabled === 1,
    tokenLifetimeSeconds: Number(row.token_lifetime_seconds),
    roleIds: JSON.parse(String(row.role_ids)),
    tags: row.tags === '[]' ? [] : JSON.parse(String(row.tags)),
    settings: settingsOf(row.settings),
  };
}
