import * as v from 'valibot';

const properties = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/**
 * Returns a successful JSON answer without its properties that are null: a value that isn't there counts as omitted, and the
 * library takes null for a wrong value. Every other answer is returned as it is.
 *
 * @see RFC 6749, section 5.1: optional properties
 */
export async function withoutNulls(answer: Response): Promise<Response> {
  const { status, headers } = answer;
  if (status !== 200 || !headers.get('content-type')?.includes('json')) return answer;
  const text = await answer.text();
  const read = v.safeParse(properties, text);
  const present = read.success && Object.entries(read.output).filter(([, value]) => value !== null);
  return new Response(present ? JSON.stringify(Object.fromEntries(present)) : text, { status, headers });
}
