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
