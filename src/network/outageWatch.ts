import { RequestError, type RequestFailureCode } from './requestError.ts';

/** A service that is down, or out of reach. */
export interface Outage {
  /** How the last request failed. */
  readonly error: Error;
  /** When the next request is let through, milliseconds since 1970. */
  readonly retryAtMs: number;
}

/** What an {@link OutageWatch} works with. */
export interface OutageWatchParts {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Called when an outage begins, continues, or ends (`undefined`). */
  readonly changed?: (origin: string, outage: Outage | undefined) => void;
}

interface Row {
  failures: number;
  outage: Outage | undefined;
  /** Length of the current wait, in milliseconds; 0 before the first. */
  waitMs: number;
  /** Whether a request was let through to check whether the service is back. */
  probing: boolean;
}

/** Failures in a row that make an outage. A single failure can be a coincidence. */
const FAILURES_OF_OUTAGE = 2;
/** Wait until the next request is let through. It doubles with each request that fails. */
const FIRST_WAIT_MS = 5_000;
/** Longest wait: someone whose network is back shouldn't have to wait longer. */
const LONGEST_WAIT_MS = 120_000;

/** Failures in which the service didn't get the request, or couldn't handle any. */
const OUTAGE_CODES: ReadonlySet<string> = new Set<RequestFailureCode>([
  'unreachable',
  'unavailable',
  'proxyUnreachable',
]);

/**
 * Knows which services are down. After two failures in a row, all requests to a service fail at once with the error of
 * the last one, except for one request now and then that checks whether the service is back. Fifty expanded nodes make
 * one attempt and one notification. (The pattern is known as circuit breaker.)
 */
export class OutageWatch {
  readonly #parts: OutageWatchParts;
  readonly #rows = new Map<string, Row>();

  constructor(parts: OutageWatchParts) {
    this.#parts = parts;
  }

  /** Returns the error with which a request to an origin would fail now; `undefined` when it has to be sent. */
  check(origin: string): Error | undefined {
    const row = this.#rows.get(origin);
    const nowMs = this.#parts.nowMs();
    if (!row?.outage) return undefined;
    if (nowMs < row.outage.retryAtMs) return row.outage.error;
    // This request is the check. If its result is never reported, another one is let through a little later.
    row.outage = { ...row.outage, retryAtMs: nowMs + FIRST_WAIT_MS };
    row.probing = true;
    return undefined;
  }

  /** Records how a request to an origin failed; `undefined` when it got an answer of success. */
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

  #count(origin: string, row: Row, error: RequestError): void {
    row.failures += 1;
    // Requests that were sent before the outage was known say nothing new about it.
    if (row.failures < FAILURES_OF_OUTAGE || (row.outage && !row.probing)) return;
    row.probing = false;
    row.waitMs = Math.min(Math.max(2 * row.waitMs, FIRST_WAIT_MS), LONGEST_WAIT_MS);
    const waitMs = Math.min(Math.max(row.waitMs, error.facts.retryAfterMs ?? 0), LONGEST_WAIT_MS);
    row.outage = { error, retryAtMs: this.#parts.nowMs() + waitMs };
    this.#parts.changed?.(origin, row.outage);
  }

  /** Lets the next request to every origin through, because the user asked for it. */
  forgive(): void {
    for (const row of this.#rows.values()) {
      row.waitMs = 0;
      if (row.outage) row.outage = { ...row.outage, retryAtMs: 0 };
    }
  }
}

const isOutage = (error: unknown): error is RequestError =>
  error instanceof RequestError && OUTAGE_CODES.has(error.code);

/** A refusal is an answer, too: the service is up. */
const isAnswer = (error: unknown): boolean =>
  error instanceof RequestError && error.facts.status !== undefined;
