import type { IncomingMessage } from 'node:http';
import { readRequestBody } from '../../http/requestBody.ts';
import { type Read, refuse } from './answer.ts';

/** Largest body, in bytes. A client with ten roles, the largest realistic body, has less than one thousand. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Reads a request's body as JSON (RFC 8259: UTF-8); an empty body is `undefined`.
 *
 * @throws the stream's error if the connection is closed
 */
export async function readJsonBody(request: IncomingMessage): Promise<Read<unknown>> {
  const body = await readRequestBody(request, MAX_BODY_BYTES);
  if (body === undefined) {
    const reason = `The body has more than ${MAX_BODY_BYTES} bytes.`;
    return { ok: false, refusal: refuse('tooLarge', reason, 'Send a smaller body.') };
  }
  if (body.length === 0) return { ok: true, value: undefined };
  try {
    return {
      ok: true,
      value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)),
    };
  } catch {
    const reason = 'The body is not JSON.';
    return { ok: false, refusal: refuse('badRequest', reason, 'Send the body as JSON, in UTF-8.') };
  }
}
