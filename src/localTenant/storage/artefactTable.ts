import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A row of the engine, which alone knows its shape; the table uses only the keys. */
export interface ArtefactPayload {
  readonly clientId?: string | undefined;
  readonly grantId?: string | undefined;
  readonly uid?: string | undefined;
  readonly userCode?: string | undefined;
  readonly [property: string]: unknown;
}

/** Columns by which rows are found, in addition to their id. */
const KEYS = { id: 'id', uid: 'uid', userCode: 'user_code' } as const;

/** Stores the rows of all models of the OpenID engine (sessions, grants, codes). */
export class ArtefactTable {
  readonly #upsert: StatementSync;
  readonly #find: Record<keyof typeof KEYS, StatementSync>;
  readonly #consume: StatementSync;
  readonly #remove: StatementSync;
  readonly #removeGrant: StatementSync;
  readonly #removeClient: StatementSync;
  readonly #purge: StatementSync;

  constructor(database: DatabaseSync) {
    const findBy = (column: string) =>
      database.prepare(
        `SELECT payload FROM artefact WHERE model = ? AND ${column} = ? AND (expires_at_ms IS NULL OR expires_at_ms > ?)`,
      );
    this.#upsert = database.prepare(
      'INSERT OR REPLACE INTO artefact (model, id, payload, expires_at_ms, grant_id, uid, user_code, client_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#find = { id: findBy(KEYS.id), uid: findBy(KEYS.uid), userCode: findBy(KEYS.userCode) };
    this.#consume = database.prepare(
      "UPDATE artefact SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
    );
    this.#remove = database.prepare('DELETE FROM artefact WHERE model = ? AND id = ?');
    this.#removeGrant = database.prepare('DELETE FROM artefact WHERE grant_id = ?');
    this.#removeClient = database.prepare('DELETE FROM artefact WHERE client_id = ?');
    this.#purge = database.prepare('DELETE FROM artefact WHERE expires_at_ms <= ?');
  }

  /** Writes a row that expires at `expiresAtMs` (milliseconds since 1970 UTC; `null` = never). */
  upsert(model: string, id: string, payload: ArtefactPayload, expiresAtMs: number | null): void {
    const { grantId = null, uid = null, userCode = null, clientId = null } = payload;
    this.#upsert.run(model, id, JSON.stringify(payload), expiresAtMs, grantId, uid, userCode, clientId);
  }

  /** Returns an unexpired row by one of its keys. */
  find(model: string, key: keyof typeof KEYS, value: string, nowMs: number): ArtefactPayload | undefined {
    const payload = this.#find[key].get(model, value, nowMs)?.payload;
    return typeof payload === 'string' ? JSON.parse(payload) : undefined;
  }

  /** Marks a row as used at a time (seconds since 1970 UTC, as the engine requires). */
  consume(model: string, id: string, nowSeconds: number): void {
    this.#consume.run(nowSeconds, model, id);
  }

  /** Deletes a row; tells whether it was there. */
  remove(model: string, id: string): boolean {
    return this.#remove.run(model, id).changes > 0;
  }

  /** Deletes the rows of all models that belong to a grant. */
  removeGrant(grantId: string): void {
    this.#removeGrant.run(grantId);
  }

  /** Deletes the codes, grants and refresh tokens of a client. */
  removeClient(clientId: string): void {
    this.#removeClient.run(clientId);
  }

  /** Deletes the rows that have expired at a time (milliseconds since 1970 UTC). */
  purge(nowMs: number): void {
    this.#purge.run(nowMs);
  }
}
