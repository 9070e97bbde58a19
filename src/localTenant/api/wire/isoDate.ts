/** ISO 8601 date, optionally with a time, a fraction of up to seven digits (.NET) and a zone. */
const PATTERN = /^(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/** The range of dates that the service can have (.NET), in milliseconds since 1970 UTC. */
const EARLIEST_MS = Date.parse('0001-01-01T00:00:00Z');
const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** Reads an ISO 8601 date as milliseconds since 1970 UTC; default zone: UTC. Returns `undefined` if it isn't one. */
export function readIsoDate(text: string): number | undefined {
  const [, day = '', zone] = PATTERN.exec(text) ?? [];
  if (!isDay(day)) return undefined;
  const zoned = text === day || zone !== undefined ? text : `${text}Z`;
  const ms = Date.parse(zoned);
  return ms >= EARLIEST_MS && ms <= LATEST_MS ? ms : undefined;
}

/** Tells whether a calendar has a day. JavaScript reads February 30 as March 2. */
function isDay(day: string): boolean {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

/** Writes milliseconds since 1970 UTC as ISO 8601 UTC; `null` stays `null`. */
export function writeIsoDate(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
