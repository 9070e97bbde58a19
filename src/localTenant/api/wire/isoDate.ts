/** ISO 8601 date, optionally with a time, a fraction of up to seven digits (.NET) and a zone. */
const PATTERN = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/** Reads an ISO 8601 date as milliseconds since 1970 UTC; default zone: UTC. Returns `undefined` if it isn't one. */
export function readIsoDate(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const zoned = text.length === 'yyyy-mm-dd'.length || match[1] !== undefined ? text : `${text}Z`;
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Writes milliseconds since 1970 UTC as ISO 8601 UTC; `null` stays `null`. */
export function writeIsoDate(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
