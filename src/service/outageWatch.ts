import { ServiceError } from './serviceError.ts';

/** A service that is down, or out of reach. */
export interface Outage {
  /** What the last request met. */
  readonly error: Error;
  /** When the next request is let through, milliseconds since 1970. */
  readonly retryAtMs: number;
}

/** What an {@link OutageWatch} works with. */
export interface OutageWatchParts {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Called when an outage begins, goes on, or ends (`undefined`). */
  readonly changed?: (origin: string, outage: Outage | undefined) => void;
}

interface Row {
  failures: number;
  outage: Outage | undefined;
  /** Of the next outage of a row; 0 before the first. */
  waitMs: number;
  /** Whether a request has been let through to find out. */
  probing: boolean;
}

/** Failures in a row that make an outage; a single one may be a hiccup. */
const FAILURES_OF_OUTAGE = 2;
/** Wait until the next request is let through; it doubles with each that fails. */
const FIRST_WAIT_MS = 5_000;
/** A person who has just got the network back does not wait longer than this. */
const LONGEST_WAIT_MS = 120_000;

/** Errors, of whichever room, that say that the service did not get the request or could not look at it. */
const OUTAGE_CODES: ReadonlySet<unknown> = new Set(['unreachable', 'unavailable', 'proxyUnreachable']);

/**
 * Knows which services are down. After two failures in a row, requests to one fail at once with what the last of
 * them met, save one now and then that finds out whether it is back: fifty open nodes make one attempt and one
 * notice. (The pattern is known as circuit breaker.)
 */
export class OutageWatch {
  readonly #parts: OutageWatchParts;
  readonly #rows = new Map<string, Row>();

  constructor(parts: OutageWatchParts) {
    this.#parts = parts;
  }

  /** Returns what a request to an origin would meet, when it need not be sent to know; else `undefined`. */
  check(origin: string): Error | undefined {
    const row = this.#rows.get(origin);
    const nowMs = this.#parts.nowMs();
    if (!row?.outage) return undefined;
    if (nowMs < row.outage.retryAtMs) return row.outage.error;
    // this one finds out; should nobody hear of it again, another may a little later
    row.outage = { ...row.outage, retryAtMs: nowMs + FIRST_WAIT_MS };
    row.probing = true;
    return undefined;
  }

  /** Learns what a request to an origin met; `undefined` for an answer. */
  report(origin: string, error: unknown): void {
    const row = this.#rows.get(origin) ?? { failures: 0, outage: undefined, waitMs: 0, probing: false };
    if (isOutage(error)) {
      this.#rows.set(origin, row);
      this.#count(origin, row, error);
    } else if (error === undefined || row.outage === undefined || isAnswer(error)) {
      this.#rows.delete(origin);
      if (row.outage) this.#parts.changed?.(origin, undefined);
    }
  }

  #count(origin: string, row: Row, error: Error): void {
    row.failures += 1;
    // those that were under way with the one that began the outage say nothing new
    if (row.failures < FAILURES_OF_OUTAGE || (row.outage && !row.probing)) return;
    row.probing = false;
    row.waitMs = Math.min(Math.max(2 * row.waitMs, FIRST_WAIT_MS), LONGEST_WAIT_MS);
    const waitMs = Math.min(Math.max(row.waitMs, askedMs(error)), LONGEST_WAIT_MS);
    row.outage = { error, retryAtMs: this.#parts.nowMs() + waitMs };
    this.#parts.changed?.(origin, row.outage);
  }

  /** Lets the next request to every origin through: somebody wants to know now. */
  forgive(): void {
    for (const row of this.#rows.values()) {
      row.waitMs = 0;
      if (row.outage) row.outage = { ...row.outage, retryAtMs: 0 };
    }
  }
}

const isOutage = (error: unknown): error is Error =>
  error instanceof Error && OUTAGE_CODES.has((error as { code?: unknown }).code);

/** A refusal is an answer too: the service is there. */
const isAnswer = (error: unknown): boolean =>
  error instanceof ServiceError && error.facts.status !== undefined;

const askedMs = (error: Error): number =>
  error instanceof ServiceError ? (error.facts.retryAfterMs ?? 0) : 0;
