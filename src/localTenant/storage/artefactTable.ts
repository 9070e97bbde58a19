import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What the engine wants kept; it knows the shape, the table only what it looks rows up by. */
export interface ArtefactPayload {
  readonly clientId?: string | undefined;
  readonly grantId?: string | undefined;
  readonly uid?: string | undefined;
  readonly userCode?: string | undefined;
  readonly [property: string]: unknown;
}

/** Columns that rows are looked up by, besides their id. */
const KEYS = { id: 'id', uid: 'uid', userCode: 'user_code' } as const;

/** Keeps the OpenID engine's own rows (sessions, grants, codes) of all its models. */
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

  /** Writes a row that lives until `expiresAtMs` (milliseconds since 1970 UTC; `null` = for ever). */
  upsert(model: string, id: string, payload: ArtefactPayload, expiresAtMs: number | null): void {
    const { grantId = null, uid = null, userCode = null, clientId = null } = payload;
    this.#upsert.run(model, id, JSON.stringify(payload), expiresAtMs, grantId, uid, userCode, clientId);
  }

  /** Returns a row that has not expired by one of its keys. */
  find(model: string, key: keyof typeof KEYS, value: string, nowMs: number): ArtefactPayload | undefined {
    const payload = this.#find[key].get(model, value, nowMs)?.payload;
    return typeof payload === 'string' ? JSON.parse(payload) : undefined;
  }

  /** Marks a row as used at a moment (seconds since 1970 UTC, as the engine wants it). */
  consume(model: string, id: string, nowSeconds: number): void {
    this.#consume.run(nowSeconds, model, id);
  }

  /** Deletes a row. */
  remove(model: string, id: string): void {
    this.#remove.run(model, id);
  }

  /** Deletes the rows of all models that belong to a grant. */
  removeGrant(grantId: string): void {
    this.#removeGrant.run(grantId);
  }

  /** Deletes what was made for a client: its codes, grants and refresh tokens. */
  removeClient(clientId: string): void {
    this.#removeClient.run(clientId);
  }

  /** Deletes what has expired by a moment (milliseconds since 1970 UTC). */
  purge(nowMs: number): void {
    this.#purge.run(nowMs);
  }
}
