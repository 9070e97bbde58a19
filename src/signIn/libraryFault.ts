/** Levels of causes that are kept. */
const DEEPEST_CAUSE = 4;

/** What can be said of an error of a library without the answer that it is about. */
export class LibraryFault extends Error {
  /** Code of the library, of Node or of undici. */
  readonly code: string | undefined;

  constructor({ name, message, stack }: Error, code: string | undefined, cause: Error | undefined) {
    super(message, cause && { cause });
    this.name = name;
    this.code = code;
    if (stack) this.stack = stack;
  }
}

/**
 * Copies an error without what libraries attach to it: answers, their bodies and headers, and claims. All of them can
 * contain tokens. The message of `JSON.parse` quotes the text, so that such an error is left out. Returns `undefined` for
 * what isn't an error.
 */
export function withoutAnswer(error: unknown, depth = 0): LibraryFault | undefined {
  if (!(error instanceof Error) || error instanceof SyntaxError || depth > DEEPEST_CAUSE) return undefined;
  const { code } = error as { readonly code?: unknown };
  const cause = withoutAnswer(error.cause, depth + 1) ?? withoutAnswer(firstOf(error), depth + 1);
  return new LibraryFault(error, typeof code === 'string' ? code : undefined, cause);
}

/** Node tries all addresses of a host, and reports one error with the errors of all attempts. */
const firstOf = (error: Error): unknown => (error instanceof AggregateError ? error.errors[0] : undefined);
