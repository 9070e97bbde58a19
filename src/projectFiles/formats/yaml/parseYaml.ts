import { Composer, CST, type Document, Lexer, Parser } from 'yaml';
import type { FormatFault } from '../fileFormat.ts';
import { placeOf } from '../textEdit.ts';

/** Largest depth of a text: the library is recursive, and a hostile file may be deep. */
const MAX_DEPTH = 100;

/** Tokens of a text. The library takes ten microseconds for each, in which the editor's extensions wait. */
const MOST_TOKENS = 200_000;

/** Tokens without content in a row: the library reads those before a comment again for each further comment. */
const LONGEST_RUN = 4000;

const WITHOUT_CONTENT = new Set<string | null>(['space', 'newline', 'comment', 'scalar', 'doc-mode']);

/** A text that would take too long to read. */
class TooComplex extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super('too complex');
    this.offset = offset;
  }
}

/**
 * Parses YAML of one document; `undefined` if there is nothing but comments. The library has no limits of its own, so its
 * parser is driven token by token, and stopped at the first text that would take it long.
 */
export function parseYaml(text: string): Document | undefined | FormatFault {
  try {
    const options = { uniqueKeys: false, logLevel: 'silent', prettyErrors: false } as const;
    // Not more than is needed to know that there are several.
    const [first, second] = take(new Composer(options).compose(tokensOf(text)), 2);
    const error = first?.errors[0];
    if (error) return { code: 'notParsable', detail: placeOf(text, error.pos[0]) };
    return second ? { code: 'notAnObject', detail: '---' } : first;
  } catch (error) {
    if (error instanceof TooComplex) return { code: 'tooComplex', detail: placeOf(text, error.offset) };
    throw error;
  }
}

function* tokensOf(text: string): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let count = 0;
  let run = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    run = WITHOUT_CONTENT.has(CST.tokenType(lexeme)) ? run + 1 : 0;
    if (count > MOST_TOKENS || run > LONGEST_RUN || parser.stack.length > MAX_DEPTH)
      throw new TooComplex(parser.offset);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

function take<T>(items: Iterable<T>, count: number): readonly T[] {
  const taken: T[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}
