/** How a value stands in an `.env` file. */
export type DotenvQuote = '' | "'" | '"' | '`';

/** One `KEY=value` of an `.env` file, with where it stands. */
export interface DotenvEntry {
  readonly key: string;
  /** The value as the `dotenv` package reads it. */
  readonly value: string;
  readonly quote: DotenvQuote;
  /** Whether `export` stands before the key. */
  readonly exported: boolean;
  /** Where the value stands, its quotes included. */
  readonly valueOffset: number;
  readonly valueLength: number;
  /** End of the line, before its line end; for a value of several lines, of the last one. */
  readonly lineEndOffset: number;
}

/**
 * One entry from the beginning of a line on, by the rules of the `dotenv` package, except that blanks around `=`
 * never reach over a line end. `[^\S\n]` is a blank that is no line end.
 */
const ENTRY =
  /[^\S\n]*(?<exported>export[^\S\n]+)?(?<key>[\w.-]+)(?:[^\S\n]*=|:[^\S\n]+)[^\S\n]*(?<raw>'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]*)[^\S\n]*(?:#[^\n]*)?(?=\n|$)/dy;

/** Reads the entries of an `.env` file; lines that are none (comments, garbage) are passed over. */
export function readDotenv(text: string): readonly DotenvEntry[] {
  const entries: DotenvEntry[] = [];
  let at = 0;
  while (at < text.length) {
    ENTRY.lastIndex = at;
    const match = ENTRY.exec(text);
    if (match) entries.push(entryOf(text, match));
    const end = text.indexOf('\n', match ? ENTRY.lastIndex : at);
    at = end < 0 ? text.length : end + 1;
  }
  return entries;
}

function entryOf(text: string, match: RegExpExecArray): DotenvEntry {
  const { key = '', raw = '', exported } = match.groups ?? {};
  const written = raw.trimEnd();
  const [valueOffset] = match.indices?.groups?.raw ?? [match.index + match[0].length];
  const quote = quoteOf(written);
  const end = match.index + match[0].length;
  return {
    key,
    value: readValue(written, quote),
    quote,
    exported: exported !== undefined,
    valueOffset,
    valueLength: written.length,
    lineEndOffset: text[end - 1] === '\r' ? end - 1 : end,
  };
}

function quoteOf(written: string): DotenvQuote {
  const first = written[0];
  const isQuote = first === "'" || first === '"' || first === '`';
  return isQuote && written.length > 1 && written.endsWith(first) ? first : '';
}

function readValue(written: string, quote: DotenvQuote): string {
  if (quote === '') return written;
  const inner = written.slice(1, -1).replaceAll('\r\n', '\n');
  return quote === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner;
}
