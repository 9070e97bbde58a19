import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { decoderOf } from '../../../credentials/records/decoderOf.ts';

const clipboardMark = v.object({
  /** 16 random bytes, hexadecimal. */
  salt: v.pipe(v.string(), v.nonEmpty()),
  /** SHA-256 of salt and text, hexadecimal. */
  hash: v.string(),
  /** When the text is to be cleared, milliseconds since 1970. */
  clearAtMs: v.number(),
});

/** Recognizes a text on the clipboard without having it, so that also the next window can clear it. */
export type ClipboardMark = Readonly<v.InferOutput<typeof clipboardMark>>;

/** Decodes a mark as read from disk. */
export const decodeClipboardMark = decoderOf(clipboardMark);

const hashOf = (salt: string, text: string): string =>
  createHash('sha256').update(salt).update('\0').update(text).digest('hex');

/** Makes the mark of a text; `salt` is 16 random bytes, hexadecimal. */
export const markText = (text: string, salt: string, clearAtMs: number): ClipboardMark => ({
  salt,
  hash: hashOf(salt, text),
  clearAtMs,
});

/** Tells whether a text is the one that the mark was made from. */
export function isMarked({ salt, hash }: ClipboardMark, text: string): boolean {
  const [found, wanted] = [Buffer.from(hashOf(salt, text)), Buffer.from(hash)];
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
