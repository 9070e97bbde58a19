import { Composer, CST, type Document, Lexer, Parser } from 'yaml';
import type { FormatFault } from '../fileFormat.ts';
import { placeOf } from '../textEdit.ts';

/** Largest depth of a text: the library is recursive, and a hostile file may be deep. */
export const MAX_DEPTH = 100;

/** Tokens of a text. The library takes ten microseconds for each, in which the editor's extensions wait. */
const MOST_TOKENS = 200_000;

/** Tokens without content in a row: the library reads those before a comment again for each further comment. */
const LONGEST_RUN = 4000;

/** Documents of a text. */
const MOST_DOCUMENTS = 2000;

const WITHOUT_CONTENT = new Set<string | null>(['space', 'newline', 'comment', 'scalar', 'doc-mode']);

/** A text that would take too long to read. */
export class TooComplex extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super('too complex');
    this.offset = offset;
  }
}

/**
 * Parses all documents of a YAML text; none if there is nothing but comments. The library has no limits of its own, so its
 * parser is driven token by token, and stopped at the first text that would take it long.
 */
export function parseYaml(text: string): readonly Document[] | FormatFault {
  return withLimits(text, () => {
    // With its tokens, a node tells how far it is indented, and where its commas are.
    const options = {
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
      keepSourceTokens: true,
    } as const;
    const documents: Document[] = [];
    for (const document of new Composer(options).compose(tokensOf(text))) {
      const error = document.errors[0];
      if (error) return { code: 'notParsable', detail: placeOf(text, error.pos[0]) };
      if (documents.length === MOST_DOCUMENTS) throw new TooComplex(document.range[0]);
      documents.push(document);
    }
    return documents;
  });
}

/** Turns {@link TooComplex} into a fault. */
export function withLimits<T>(text: string, read: () => T | FormatFault): T | FormatFault {
  try {
    return read();
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
