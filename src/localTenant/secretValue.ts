import { hash, timingSafeEqual } from 'node:crypto';

/** Bytes of a generated secret. 256 random bits cannot be guessed, whatever hash protects them. */
const SECRET_BYTES = 32;

/** Makes the value of a new secret: 32 random bytes as base64url. */
export function newSecretValue(randomBytes: (size: number) => Buffer): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * Hashes a secret's value for storage. SHA-256 and not a slow password hash: values are always generated, so
 * there is no dictionary to slow down, and scrypt would cut the token endpoint to 30 requests a second.
 */
export function hashSecret(value: string): Buffer {
  return hash('sha256', value, 'buffer');
}

/** Tells whether a value belongs to one of the hashes, in constant time for each. */
export function matchesAnyHash(value: string, hashes: readonly Uint8Array[]): boolean {
  const actual = hashSecret(value);
  let matches = false;
  for (const expected of hashes) matches = timingSafeEqual(actual, expected) || matches;
  return matches;
}
