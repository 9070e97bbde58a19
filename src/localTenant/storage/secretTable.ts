import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Page } from './clientTable.ts';

/** A stored secret without its hash. */
export interface StoredSecret {
  readonly id: number;
  readonly description: string | null;
  /** When it expires, in milliseconds since 1970 UTC; `null` = never. */
  readonly expiresAtMs: number | null;
}

/** What authentication needs of a secret. */
export interface StoredSecretHash extends Pick<StoredSecret, 'expiresAtMs'> {
  readonly hash: Uint8Array;
}

const COLUMNS = 'id, description, expires_at_ms';
const OF_CLIENT = 'client = (SELECT sequence FROM client WHERE id = ?)';

/** Stores the secrets of clients as hashes. Client ids are in lower case. Deleting a client deletes its secrets. */
export class SecretTable {
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #remove: StatementSync;
  readonly #find: StatementSync;
  readonly #page: StatementSync;
  readonly #count: StatementSync;
  readonly #hashes: StatementSync;
  readonly #allHashes: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO secret (client, description, expires_at_ms, hash) SELECT sequence, ?, ?, ? FROM client WHERE id = ?',
    );
    this.#update = database.prepare('UPDATE secret SET description = ?, expires_at_ms = ? WHERE id = ?');
    this.#remove = database.prepare(`DELETE FROM secret WHERE id = ? AND ${OF_CLIENT}`);
    this.#find = database.prepare(`SELECT ${COLUMNS} FROM secret WHERE id = ? AND ${OF_CLIENT}`);
    this.#page = database.prepare(
      `SELECT ${COLUMNS} FROM secret WHERE ${OF_CLIENT} ORDER BY id LIMIT ? OFFSET ?`,
    );
    this.#count = database.prepare(`SELECT count(*) AS total FROM secret WHERE ${OF_CLIENT}`);
    this.#hashes = database.prepare(
      `SELECT hash FROM secret WHERE ${OF_CLIENT} AND (expires_at_ms IS NULL OR expires_at_ms > ?)`,
    );
    this.#allHashes = database.prepare(`SELECT id, expires_at_ms, hash FROM secret WHERE ${OF_CLIENT}`);
  }

  /** Adds a secret by its hash ({@link hashSecret}) and returns it with its new id. */
  insert(clientId: string, secret: Omit<StoredSecret, 'id'>, hash: Uint8Array): StoredSecret {
    const { lastInsertRowid } = this.#insert.run(secret.description, secret.expiresAtMs, hash, clientId);
    return { id: Number(lastInsertRowid), description: secret.description, expiresAtMs: secret.expiresAtMs };
  }

  /** Writes the description and the expiration of a secret. */
  update(secret: StoredSecret): void {
    this.#update.run(secret.description, secret.expiresAtMs, secret.id);
  }

  /** Deletes a client's secret; returns whether it existed. */
  remove(clientId: string, id: number): boolean {
    return this.#remove.run(id, clientId).changes > 0;
  }

  /** Returns a client's secret by its id. */
  find(clientId: string, id: number): StoredSecret | undefined {
    const row = this.#find.get(id, clientId);
    return row && secretOf(row);
  }

  /** Returns a page of a client's secrets, oldest first. */
  page(clientId: string, { skip, count }: Page): StoredSecret[] {
    return this.#page.all(clientId, count, skip).map(secretOf);
  }

  /** Returns the number of a client's secrets, with expired ones. */
  count(clientId: string): number {
    return Number(this.#count.get(clientId)?.total);
  }

  /** Returns the hashes of a client's secrets that are valid at a time (milliseconds since 1970 UTC). */
  hashesValidAt(clientId: string, nowMs: number): Uint8Array[] {
    return this.#hashes.all(clientId, nowMs).map(row => row.hash as Uint8Array);
  }

  /** Returns the hashes of all secrets of a client by their ids, with those of expired secrets. */
  hashesOf(clientId: string): Map<number, StoredSecretHash> {
    const rows = this.#allHashes.all(clientId);
    return new Map(
      rows.map(({ id, expires_at_ms: expiresAtMs, hash }) => [
        Number(id),
        { expiresAtMs: expiresAtMs === null ? null : Number(expiresAtMs), hash: hash as Uint8Array },
      ]),
    );
  }
}

function secretOf(row: Record<string, SQLOutputValue>): StoredSecret {
  return {
    id: Number(row.id),
    description: row.description === null ? null : String(row.description),
    expiresAtMs: row.expires_at_ms === null ? null : Number(row.expires_at_ms),
  };
}
