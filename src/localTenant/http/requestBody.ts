import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body. What is too large is still read to its end and thrown away, since a sender that is cut
 * off never sees the answer; then the result is `undefined`.
 *
 * @throws the stream's error when the sender went away
 */
export async function readRequestBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > maxBytes ? undefined : Buffer.concat(chunks);
}
