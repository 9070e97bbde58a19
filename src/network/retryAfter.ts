import type { RequestError, RequestFailureCode } from './requestError.ts';

/** Longest wait that is returned. A number without a limit could make an invalid date. */
const LONGEST_MS = 24 * 3_600_000;

/**
 * Reads the header `Retry-After`: seconds, or an HTTP date.
 *
 * @returns milliseconds from `nowMs`, at most a day, and 0 for a date in the past; `undefined` for any other text
 * @see RFC 9110, section 10.2.3
 */
export function readRetryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  // Only dates as HTTP writes them: Date.parse alone accepts texts that aren't dates.
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - nowMs), LONGEST_MS);
}

/** Failures that an answer can ask for. */
type BusyCode = Extract<RequestFailureCode, 'timedOut' | 'tooManyRequests' | 'unavailable'>;

const CODE_OF_STATUS: Readonly<Partial<Record<number, BusyCode>>> = {
  408: 'timedOut',
  429: 'tooManyRequests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** What an answer says that only asks to come back later. */
export type BusyAnswer = Pick<RequestError, 'facts'> & { readonly code: BusyCode };

/**
 * Reads from the head of an answer that the server asks to come back later; `undefined` for every other answer.
 *
 * @param nowMs milliseconds since 1970, for a `Retry-After` with a date
 * @see RFC 6585, section 4, and RFC 9110, section 15.6.4
 */
export function readBusyAnswer(
  { status, headers }: { readonly status: number; readonly headers: { get(name: string): string | null } },
  nowMs: number,
): BusyAnswer | undefined {
  const code = CODE_OF_STATUS[status];
  if (!code) return undefined;
  const retryAfterMs = readRetryAfterMs(headers.get('retry-after') ?? undefined, nowMs);
  return { code, facts: retryAfterMs === undefined ? { status } : { status, retryAfterMs } };
}
