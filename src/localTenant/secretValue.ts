import { hash, timingSafeEqual } from 'node:crypto';

/** Bytes of a generated secret. 256 random bits can't be guessed, whatever hash is used. */
const SECRET_BYTES = 32;

/**
 * Returns the value of a new secret as the service makes them: 44 characters of padded Base64 (RFC 4648, section 4). An
 * application has to escape their `+`, `/` and `=` in a form.
 */
export function newSecretValue(randomBytes: (size: number) => Buffer): string {
  return randomBytes(SECRET_BYTES).toString('base64');
}

/**
 * Hashes a secret's value for storage. SHA-256 suffices because values are always random, so dictionaries don't help. scrypt
 * would limit the token endpoint to 30 requests per second.
 */
export function hashSecret(value: string): Buffer {
  return hash('sha256', value, 'buffer');
}

/** Tells whether a value belongs to one of the hashes; takes the same time for each. */
export function matchesAnyHash(value: string, hashes: readonly Uint8Array[]): boolean {
  const actual = hashSecret(value);
  let matches = false;
  for (const expected of hashes) matches = timingSafeEqual(actual, expected) || matches;
  return matches;
}
