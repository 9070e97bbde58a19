import { createHash, timingSafeEqual } from 'node:crypto';
import type { SecretText } from '../../secret/secretText.ts';

/** Lets one recognise a secret without knowing it. The service's secrets are random: no dictionary helps. */
export interface SecretProof {
  /** 16 random bytes, hexadecimal. */
  readonly salt: string;
  /** SHA-256 of salt and value, hexadecimal. */
  readonly hash: string;
}

const hashOf = (salt: string, value: SecretText): string =>
  createHash('sha256').update(salt).update('\0').update(value.reveal()).digest('hex');

/** Makes the proof of a secret; `salt` is 16 random bytes, hexadecimal. */
export function proofOf(value: SecretText, salt: string): SecretProof {
  return { salt, hash: hashOf(salt, value) };
}

/** Tells whether a value is the one that the proof was made of. */
export function proves({ salt, hash }: SecretProof, value: SecretText): boolean {
  const found = Buffer.from(hashOf(salt, value));
  const wanted = Buffer.from(hash);
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
