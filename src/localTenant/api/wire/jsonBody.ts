import type { IncomingMessage } from 'node:http';
import { readRequestBody } from '../../http/requestBody.ts';
import { type Read, refuse } from './answer.ts';

/** The kinds of bodies, with their largest size in bytes. */
const MAX_BYTES = {
  /** A client with ten roles, the largest realistic body, has less than one thousand bytes. */
  json: 64 * 1024,
  /** An OMF connection may have 10,000 clients. */
  longJson: 512 * 1024,
  /** An OMF message, which isn't read (OMF specification 1.2). */
  omf: 192 * 1024,
} as const;

/** The kinds of bodies. */
export type BodyKind = keyof typeof MAX_BYTES;

/**
 * Reads a request's body: JSON (RFC 8259: UTF-8), or `undefined` for an empty body and for one that isn't JSON by its kind.
 *
 * @throws the stream's error if the connection is closed
 */
export async function readBodyOf(kind: BodyKind, request: IncomingMessage): Promise<Read<unknown>> {
  const body = await readRequestBody(request, MAX_BYTES[kind]);
  if (body === undefined) {
    const reason = `The body has more than ${MAX_BYTES[kind]} bytes.`;
    return { ok: false, refusal: refuse('tooLarge', reason, 'Send a smaller body.') };
  }
  if (body.length === 0 || kind === 'omf') return { ok: true, value: undefined };
  try {
    return { ok: true, value: parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
  } catch {
    const reason = 'The body is not JSON.';
    return { ok: false, refusal: refuse('badRequest', reason, 'Send the body as JSON, in UTF-8.') };
  }
}

/** An escape of half a surrogate pair, perhaps without its other half. */
const SURROGATE = /\\ud[89a-f]/i;

/**
 * Parses JSON. Half of a surrogate pair alone becomes U+FFFD, because UTF-8 can't have it: the database would change it, and the
 * answer to a write would differ from the next read (RFC 8259, section 8.2).
 */
function parseJson(text: string): unknown {
  if (!SURROGATE.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_name, value) => (typeof value === 'string' ? value.toWellFormed() : value));
}
