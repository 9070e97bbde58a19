import type { IncomingMessage } from 'node:http';

/**
 * Reads the body of a request. One that is too large is read to the end and dropped, and the result is `undefined`: a sender
 * whose connection is closed early doesn't see the answer.
 *
 * @throws the stream's error if the connection is closed
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
