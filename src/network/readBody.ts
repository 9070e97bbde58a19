import { AnswerError } from './answerError.ts';

/**
 * Reads a body to its end. Throws `ERR_ANSWER_TOO_LARGE` when it is longer than `maxBytes`, unpacked: a small packed
 * body can become any size.
 */
export async function readBody(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AnswerError('ERR_ANSWER_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
