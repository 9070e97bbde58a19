import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Page } from './clientTable.ts';

/** An invitation of a user to sign up. Times are in milliseconds since 1970 UTC. */
export interface StoredInvitation {
  /** GUID, lower case. */
  readonly id: string;
  readonly userId: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** Whether a mail was asked for. */
  readonly isSent: boolean;
}

const COLUMNS = 'id, user, issued_at_ms, expires_at_ms, is_sent';

/** Stores invitations, at most one for each user. */
export class InvitationTable {
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #remove: StatementSync;
  readonly #purge: StatementSync;
  readonly #find: StatementSync;
  readonly #ofUser: StatementSync;
  readonly #page: StatementSync;
  readonly #count: StatementSync;

  constructor(database: DatabaseSync) {
    const select = (rest: string) => database.prepare(`SELECT ${COLUMNS} FROM invitation ${rest}`);
    this.#insert = database.prepare(`INSERT INTO invitation (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`);
    this.#update = database.prepare('UPDATE invitation SET expires_at_ms = ?, is_sent = ? WHERE id = ?');
    this.#remove = database.prepare('DELETE FROM invitation WHERE id = ?');
    this.#purge = database.prepare('DELETE FROM invitation WHERE expires_at_ms <= ?');
    this.#find = select('WHERE id = ?');
    this.#ofUser = select('WHERE user = ?');
    this.#page = select('WHERE expires_at_ms > ? ORDER BY sequence LIMIT ? OFFSET ?');
    this.#count = database.prepare('SELECT count(*) AS total FROM invitation WHERE expires_at_ms > ?');
  }

  /** Adds an invitation. Its user must have none. */
  insert({ id, userId, issuedAtMs, expiresAtMs, isSent }: StoredInvitation): void {
    this.#insert.run(id, userId, issuedAtMs, expiresAtMs, Number(isSent));
  }

  /** Writes the expiration of an invitation and whether it was sent. */
  update({ id, expiresAtMs, isSent }: StoredInvitation): void {
    this.#update.run(expiresAtMs, Number(isSent), id);
  }

  /** Deletes an invitation. */
  remove(id: string): void {
    this.#remove.run(id);
  }

  /** Deletes the invitations that have expired at a time. */
  purge(nowMs: number): void {
    this.#purge.run(nowMs);
  }

  /** Returns an invitation by its id (lower case). */
  find(id: string): StoredInvitation | undefined {
    const row = this.#find.get(id);
    return row && invitationOf(row);
  }

  /** Returns the invitation of a user. */
  ofUser(userId: string): StoredInvitation | undefined {
    const row = this.#ofUser.get(userId);
    return row && invitationOf(row);
  }

  /** Returns a page of the invitations that expire after a time, in the order of their creation. */
  page({ skip, count }: Page, afterMs: number): StoredInvitation[] {
    return this.#page.all(afterMs, count, skip).map(invitationOf);
  }

  /** Returns the number of invitations that expire after a time. */
  count(afterMs: number): number {
    return Number(this.#count.get(afterMs)?.total);
  }
}

function invitationOf(row: Record<string, SQLOutputValue>): StoredInvitation {
  return {
    id: String(row.id),
    userId: String(row.user),
    issuedAtMs: Number(row.issued_at_ms),
    expiresAtMs: Number(row.expires_at_ms),
    isSent: row.is_sent === 1,
  };
}
