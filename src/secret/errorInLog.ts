import { redact, redactForeign } from './redaction.ts';

/** Levels of causes that are shown, and errors of a group. */
const DEEPEST_CAUSE = 8;
const MOST_OF_GROUP = 10;

/** Longest message that is shown, in UTF-16 units. */
const LONGEST_MESSAGE = 4000;

/**
 * Properties of errors that are shown. All others can hold an answer or a request, with its headers: libraries attach
 * them under many names.
 */
const SHOWN = [
  'code',
  'detail',
  'status',
  'errno',
  'syscall',
  'hostname',
  'address',
  'port',
  'path',
  'dest',
  'exitCode',
  'signal',
  'operationId',
  'retryAfterMs',
  'outcomeUnknown',
] as const;

/** A line of a stack, as V8 writes it. */
const FRAME = /^ {4}at .+/;

/**
 * Writes an error for the log, with its causes and where it was thrown. Of what isn't an error, only the type is
 * written, because it can be an answer of the service.
 */
export function errorInLog(error: unknown): string {
  return describe(error, 0, new Set());
}

function describe(error: unknown, depth: number, seen: Set<unknown>): string {
  if (seen.has(error)) return '[circular]';
  if (!isError(error)) return typeof error === 'string' ? messageOf(error) : `[${typeOf(error)}]`;
  seen.add(error);
  const lines = [
    `${foreign(read(error, 'name')) || 'Error'}: ${messageOf(read(error, 'message'), error)}`,
    ...framesOf(error),
    ...factsOf(error),
  ];
  if (depth >= DEEPEST_CAUSE) return lines.join('\n');
  const cause = read(error, 'cause');
  if (cause !== undefined) lines.push(`  caused by ${describe(cause, depth + 1, seen)}`);
  const group = read(error, 'errors');
  if (Array.isArray(group))
    for (const each of group.slice(0, MOST_OF_GROUP))
      lines.push(`  together with ${describe(each, depth + 1, seen)}`);
  return lines.join('\n');
}

/** Tells whether a value is an error, also one of another realm. */
const isError = (value: unknown): value is object =>
  value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';

/** Reads a property that a getter may refuse. */
function read(of: object, name: string): unknown {
  try {
    return (of as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}

const foreign = (value: unknown): string =>
  typeof value === 'string' ? redactForeign(value.slice(0, LONGEST_MESSAGE)) : '';

/** Returns the message of an error. That of `JSON.parse` quotes the text, and isn't shown. */
function messageOf(message: unknown, error?: object): string {
  return error instanceof SyntaxError ? '[text that cannot be parsed]' : foreign(message);
}

const typeOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'object' : typeof value;

/** Returns the lines of the stack without the message, which a stack repeats as it was at first. */
function framesOf(error: object): readonly string[] {
  const [stack, name, message] = ['stack', 'name', 'message'].map(each => read(error, each));
  if (typeof stack !== 'string') return [];
  const head = `${name}: ${message}`;
  // A message can look like lines of a stack: what can't be told from it isn't shown.
  const at = stack.startsWith(head) ? head.length : String(message).includes('\n') ? stack.length : 0;
  return stack
    .slice(at)
    .split('\n')
    .filter(line => FRAME.test(line))
    .map(redact);
}

function factsOf(error: object): readonly string[] {
  const facts = read(error, 'facts');
  const all = typeof facts === 'object' && facts !== null ? [error, facts] : [error];
  const shown = new Map<string, string>();
  for (const of of all) {
    for (const name of SHOWN) {
      const value = read(of, name);
      if (typeof value === 'string') shown.set(name, foreign(value));
      else if (typeof value === 'number' || typeof value === 'boolean') shown.set(name, String(value));
    }
  }
  return [...shown].map(([name, value]) => `  ${name}: ${value}`);
}
