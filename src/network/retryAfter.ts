/** More than a day is as good as a day to whoever waits, and a number that no clock can add is none. */
const LONGEST_MS = 24 * 3_600_000;

/**
 * Reads the header `Retry-After` (RFC 9110, section 10.2.3): seconds or an HTTP date.
 *
 * @returns milliseconds from `nowMs`, 0 for a date that has passed, a day at most; `undefined` for what is neither
 */
export function readRetryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  // only the form of HTTP: Date.parse alone takes many a text that is no date
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - nowMs), LONGEST_MS);
}
