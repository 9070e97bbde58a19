import { createHash } from 'node:crypto';

/**
 * Returns a digest of a value of JSON, which doesn't depend on the order of properties. The value itself, which may contain
 * what others should not read, can't be told from it.
 */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value, sortKeys) ?? '')
    .digest('base64url');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Properties of a started configuration that don't decide what gets the secret: whether breakpoints are used, and what
 * differs each time.
 */
const PASSING: readonly string[] = ['noDebug', '__sessionId'];

/** Returns the fingerprint of a launch configuration that is about to start: any change of it counts. */
export const launchFingerprint = (configuration: Readonly<Record<string, unknown>>): string =>
  fingerprintOf(
    Object.fromEntries(Object.entries(configuration).filter(([name]) => !PASSING.includes(name))),
  );
