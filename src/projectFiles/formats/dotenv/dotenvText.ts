/** The quotes around a value in an `.env` file. */
export type DotenvQuote = '' | "'" | '"' | '`';

/** One `KEY=value` of an `.env` file, with its position. */
export interface DotenvEntry {
  readonly key: string;
  /** The value as the `dotenv` package reads it. */
  readonly value: string;
  readonly quote: DotenvQuote;
  /** Whether `export` precedes the key. */
  readonly exported: boolean;
  /** Position of the value, with its quotes; an empty one is directly after the sign. */
  readonly valueOffset: number;
  readonly valueLength: number;
  /** Offset of the line end; for a value of several lines, of the last one. */
  readonly lineEndOffset: number;
}

const ASSIGNMENT = /[^\S\r\n]*(export\s+)?([\w.-]+)(?:\s*=|:(?:\r\n|\s))/y;
const BLANKS = /\s*/y;
const UNQUOTED = /[^#\r\n]*/y;
/** What may follow a closing quote; a quote followed by anything else belongs to the value. */
const NOTHING_BUT_COMMENT = /[^\S\r\n]*(?:[#\r\n]|$)/y;
const LINE_END = /\r\n|\n|\r/g;

/**
 * Reads the entries of an `.env` file by the rules of the `dotenv` package, so that the entries edited are those that
 * applications read. Other lines (comments, invalid ones) are skipped. This is a scanner because the package's regular
 * expression takes quadratic time for a file of blank lines. One difference: U+2028 and U+2029 don't end a line here.
 *
 * @see https://github.com/motdotla/dotenv
 */
export function readDotenv(text: string): readonly DotenvEntry[] {
  const entries: DotenvEntry[] = [];
  for (let at = 0; at < text.length; ) {
    const entry = entryAt(text, at);
    if (entry) entries.push(entry);
    const end = entry?.lineEndOffset ?? at;
    at = lineEndAfter(text, end).next;
  }
  return entries;
}

/** Tells whether an entry begins at the start of a line. */
export function startsEntry(text: string, lineStart: number): boolean {
  ASSIGNMENT.lastIndex = lineStart;
  return ASSIGNMENT.test(text);
}

/** Returns the end of the line around an offset, and the start of the next one. */
export function lineEndAfter(text: string, offset: number): { readonly end: number; readonly next: number } {
  LINE_END.lastIndex = offset;
  const found = LINE_END.exec(text);
  return found ? { end: found.index, next: LINE_END.lastIndex } : { end: text.length, next: text.length };
}

type DotenvValue = Pick<DotenvEntry, 'value' | 'quote' | 'valueOffset' | 'valueLength'>;

function entryAt(text: string, lineStart: number): DotenvEntry | undefined {
  ASSIGNMENT.lastIndex = lineStart;
  const found = ASSIGNMENT.exec(text);
  const key = found?.[2];
  if (key === undefined) return undefined;
  const at = ASSIGNMENT.lastIndex;
  const value = quotedAt(text, at) ?? unquotedAt(text, at);
  const lineEndOffset = lineEndAfter(text, value.valueOffset + value.valueLength).end;
  return { key, exported: found?.[1] !== undefined, lineEndOffset, ...value };
}

function quotedAt(text: string, at: number): DotenvValue | undefined {
  const start = matchEnd(BLANKS, text, at) ?? at;
  const quote = quoteAt(text, start);
  const close = quote && closingQuote(text, start, quote);
  if (!close) return undefined;
  // If the value begins on a later line than its sign, an edit moves it up: without quotes, readers wouldn't find it there.
  const valueOffset = /[\r\n]/.test(text.slice(at, start)) ? at : start;
  const value = readValue(text.slice(start + 1, close), quote);
  return { value, quote, valueOffset, valueLength: close + 1 - valueOffset };
}

/**
 * Returns the offset of the quote that closes a value: the first one without a backslash before it if at most a comment
 * follows, otherwise the last one that at most a comment follows.
 */
function closingQuote(text: string, start: number, quote: string): number | undefined {
  let close: number | undefined;
  for (let at = text.indexOf(quote, start + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (matchEnd(NOTHING_BUT_COMMENT, text, at + 1) !== undefined) close = at;
    if (text[at - 1] !== '\\') break;
  }
  return close;
}

function unquotedAt(text: string, at: number): DotenvValue {
  const raw = text.slice(at, matchEnd(UNQUOTED, text, at));
  const written = raw.trim();
  const first = quoteAt(written, 0);
  const enclosed = first !== '' && written.length > 1 && written.endsWith(first);
  return {
    value: readValue(enclosed ? written.slice(1, -1) : written, first),
    quote: '',
    valueOffset: written === '' ? at : at + raw.indexOf(written),
    valueLength: written.length,
  };
}

function quoteAt(text: string, offset: number): DotenvQuote {
  const first = text[offset];
  return first === "'" || first === '"' || first === '`' ? first : '';
}

function readValue(inner: string, quote: DotenvQuote): string {
  const value = inner.replace(/\r\n?/g, '\n');
  return quote === '"' ? value.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : value;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
