/**
 * Reads the header `Retry-After` (RFC 9110, section 10.2.3): seconds or an HTTP date.
 *
 * @returns milliseconds from `nowMs`, 0 for a date that has passed; `undefined` for what is neither
 */
export function readRetryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // only the form of HTTP: Date.parse alone takes many a text that is no date
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
