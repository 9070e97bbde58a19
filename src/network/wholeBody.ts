import { AnswerError } from './answerError.ts';

/**
 * Reads a body to its end. Throws `ERR_ANSWER_TOO_LARGE` once it is longer than `maxBytes`, unpacked: what a packed
 * body grows to is not bounded by what came over the line.
 */
export async function wholeBody(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AnswerError('ERR_ANSWER_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
