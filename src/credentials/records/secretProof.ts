import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { SecretText } from '../../secret/secretText.ts';

/** Schema of {@link SecretProof}. */
export const secretProof = v.object({
  /** 16 random bytes, hexadecimal. */
  salt: v.string(),
  /** SHA-256 of salt and value, hexadecimal. */
  hash: v.string(),
});

/** Recognizes a secret without knowing it. The service's secrets are random, so no dictionary helps to guess them. */
export type SecretProof = Readonly<v.InferOutput<typeof secretProof>>;

const hashOf = (salt: string, value: SecretText): string =>
  createHash('sha256').update(salt).update('\0').update(value.reveal()).digest('hex');

/** Makes the proof of a secret; `salt` is 16 random bytes, hexadecimal. */
export function proofOf(value: SecretText, salt: string): SecretProof {
  return { salt, hash: hashOf(salt, value) };
}

/** Tells whether a value is the one that the proof was made from. */
export function proves({ salt, hash }: SecretProof, value: SecretText): boolean {
  const found = Buffer.from(hashOf(salt, value));
  const wanted = Buffer.from(hash);
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
