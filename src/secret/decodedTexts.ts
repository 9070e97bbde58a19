import type { Range } from './mask.ts';

/** A text that was decoded, and where each of its characters was before. */
export interface DecodedText {
  readonly text: string;
  /** Returns where a part of the decoded text is in the text as it was given. */
  readonly rangeIn: (range: Range) => Range;
}

/** How often a text is decoded: a body in a message in a line of a log is escaped three times. */
const MOST_ESCAPED = 4;

/**
 * Returns a text, and what it says if its escapes are resolved, its lines are joined, and its lists of bytes are read: a
 * value can be found in one of them, however it was escaped. The time is linear in the length of the text.
 */
export function decodedTexts(text: string): readonly DecodedText[] {
  const given: DecodedText = { text, rangeIn: range => range };
  const escaped: DecodedText[] = [given];
  for (let last = given; escaped.length <= MOST_ESCAPED; escaped.push(last)) {
    const next = decode(last, ESCAPES);
    if (!next) break;
    last = next;
  }
  return escaped.flatMap(each => [
    each,
    ...[MARKS, BREAKS, HEXADECIMAL_LISTS, DECIMAL_LISTS].flatMap(kind => decode(each, kind) ?? []),
  ]);
}

/** Matches what has a meaning, and says which. */
interface Encoding {
  readonly pattern: RegExp;
  readonly read: (match: string) => readonly Piece[];
}

/** Text that was decoded, and its length before. */
type Piece = readonly [text: string, length: number];

function decode(from: DecodedText, { pattern, read }: Encoding): DecodedText | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  const parts: string[] = [];
  let done = 0;
  const copy = (end: number) => {
    parts.push(from.text.slice(done, end));
    for (; done < end; done += 1) {
      starts.push(done);
      ends.push(done + 1);
    }
  };
  for (const { 0: match, index } of from.text.matchAll(pattern)) {
    copy(index);
    for (const [text, length] of read(match)) {
      parts.push(text);
      for (let unit = 0; unit < text.length; unit += 1) {
        starts.push(done);
        ends.push(done + length);
      }
      done += length;
    }
  }
  if (parts.length === 0) return undefined;
  copy(from.text.length);
  const rangeIn = ([first, end]: Range): Range =>
    from.rangeIn([starts[first] ?? done, ends[end - 1] ?? done]);
  return { text: parts.join(''), rangeIn };
}

const SIGNS: Readonly<Record<string, string>> = {
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  // A quote in the text of a shell, of YAML, and of CSV or SQL.
  "'\\''": "'",
  "''": "'",
  '""': '"',
};

/** What is written in addresses, HTML, shells and tables, where a backslash is a sign like others. */
const MARKS: Encoding = {
  pattern: /(?:%[\da-f]{2})+|&(?:amp|lt|gt|quot|apos);|&#\d{1,7};|&#x[\da-f]{1,6};|'\\''|''|""|\0/gi,
  read: readEscape,
};

/** The same, with what is written in JSON and programs. */
const ESCAPES: Encoding = {
  pattern:
    /(?:%[\da-f]{2})+|&(?:amp|lt|gt|quot|apos);|&#\d{1,7};|&#x[\da-f]{1,6};|'\\''|''|""|\0|(?:\\x[\da-f]{2})+|(?:\\[0-3][0-7]{2})+|\\u[\da-f]{4}|\\u\{[\da-f]{1,6}\}|\\[^u]/gi,
  read: readEscape,
};

function readEscape(match: string): readonly Piece[] {
  if (match === '\0') return [['', 1]];
  const sign = SIGNS[match.toLowerCase()];
  if (sign !== undefined) return [[sign, match.length]];
  if (match.startsWith('%')) return readBytes(match, 3, 1, 16);
  if (/^\\x/i.test(match) && match.length > 2) return readBytes(match, 4, 2, 16);
  if (/^\\[0-3]\d/.test(match)) return readBytes(match, 4, 1, 8);
  const [, digits = ''] = /^(?:\\u\{?|&#x)([\da-f]+)/i.exec(match) ?? [];
  const [, decimal = ''] = /^&#(\d+)/.exec(match) ?? [];
  const code = digits ? Number.parseInt(digits, 16) : Number(decimal || Number.NaN);
  if (Number.isNaN(code)) return [[match.slice(1), match.length]];
  return [[code <= 0x10ffff ? String.fromCodePoint(code) : '', match.length]];
}

/** Ends of lines, with the blanks around them. */
const BREAKS: Encoding = { pattern: /\r?\n[ \t]{0,8}/g, read: match => [['', match.length]] };

/** `53 33`, `53:33`, `0x53, 0x33`, as buffers are printed. */
const HEXADECIMAL_LISTS: Encoding = {
  pattern: /(?<![\da-z])(?:0x)?[\da-f]{2}(?:[\s:,-]{1,8}(?:0x)?[\da-f]{2}(?![\da-z])){3,}/gi,
  read: match => readList(match, /(?:0x)?([\da-f]{2})[\s:,-]*/gi, 16),
};

/** `83, 51`, as lists of bytes are printed. */
const DECIMAL_LISTS: Encoding = {
  pattern: /(?<![\da-z])\d{1,3}(?:[\s,]{1,8}\d{1,3}(?![\da-z])){3,}/gi,
  read: match => readList(match, /(\d{1,3})[\s,]*/g, 10),
};

const readBytes = (match: string, size: number, skipped: number, radix: number): readonly Piece[] =>
  piecesOf(
    Array.from({ length: match.length / size }, (_, at) => ({
      byte: Number.parseInt(match.slice(at * size + skipped, (at + 1) * size), radix),
      length: size,
    })),
  );

const readList = (match: string, entry: RegExp, radix: number): readonly Piece[] =>
  piecesOf(
    [...match.matchAll(entry)].map(([whole, digits = '']) => ({
      byte: Number.parseInt(digits, radix),
      length: whole.length,
    })),
  );

/** Returns the text of bytes, as UTF-8 if they are, else as Latin-1. Every other zero of UTF-16 is left out. */
function piecesOf(bytes: readonly { readonly byte: number; readonly length: number }[]): readonly Piece[] {
  const buffer = Buffer.from(bytes.map(({ byte }) => byte));
  const text = buffer.toString('utf8');
  const isUtf8 = !text.includes('\uFFFD');
  const pieces: Piece[] = [];
  let at = 0;
  for (const character of isUtf8 ? text : buffer.toString('latin1')) {
    const end = at + (isUtf8 ? Buffer.byteLength(character) : 1);
    const length = bytes.slice(at, end).reduce((sum, each) => sum + each.length, 0);
    pieces.push([character === '\0' ? '' : character, length]);
    at = end;
  }
  return pieces;
}
