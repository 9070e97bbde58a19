import type { IncomingMessage } from 'node:http';
import { type Read, refuse } from './answer.ts';

/** Largest body that is read, bytes. The largest sensible one, a client with ten roles, is under one thousand. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Reads a request's body as JSON (RFC 8259: UTF-8); an empty body is `undefined`. What is too large is still read
 * to its end and thrown away, since a sender that is cut off never sees the answer.
 *
 * @throws the stream's error when the sender went away
 */
export async function readJsonBody(request: IncomingMessage): Promise<Read<unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > MAX_BODY_BYTES) {
    const reason = `The body has more than ${MAX_BODY_BYTES} bytes.`;
    return { ok: false, refusal: refuse('tooLarge', reason, 'Send a smaller body.') };
  }
  if (size === 0) return { ok: true, value: undefined };
  try {
    return {
      ok: true,
      value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))),
    };
  } catch {
    const reason = 'The body is not JSON.';
    return { ok: false, refusal: refuse('badRequest', reason, 'Send the body as JSON, in UTF-8.') };
  }
}
