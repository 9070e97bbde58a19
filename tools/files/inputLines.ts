/**
 * Returns the lines of a stream one after the other. Only a line feed ends a line: `node:readline` also splits at U+2028 and
 * U+2029, which JSON texts may contain.
 */
export async function* inputLines(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  input.setEncoding('utf8');
  let rest = '';
  for await (const chunk of input) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}
