import { describeError, FilesError } from './filesError.ts';
import { REQUESTS } from './requests.ts';

/** Carries out the request on a line, and returns the answer. Whatever goes wrong becomes `{"error":{"code","message"}}`. */
export async function answerLine(line: string): Promise<object> {
  try {
    const input = parseObject(line);
    const name = input.do;
    const answer = typeof name === 'string' && Object.hasOwn(REQUESTS, name) ? REQUESTS[name] : undefined;
    if (!answer) {
      const known = Object.keys(REQUESTS).join(', ');
      throw new FilesError('unknownRequest', `“do” names no request. There are: ${known}.`);
    }
    return await answer(input);
  } catch (error) {
    return { error: describeError(error) };
  }
}

function parseObject(line: string): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    // The parser's own message quotes the line, which may contain a secret.
    throw new FilesError('notJson', 'The line is not JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new FilesError('notJson', 'The line is not a JSON object.');
  return { ...parsed };
}
