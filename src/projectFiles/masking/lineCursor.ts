import type { MaskedRange } from './maskRanges.ts';
import type { WrittenValue } from './writtenValue.ts';

const LINE_END = /\r\n|\n|\r|$/g;

/** What may be before a name in the same quotes. */
const PREFIX = /^[\w.:$@/-]*$/;
const LONGEST_PREFIX = 200;

/** How far quotes were read from the beginning of a line or value, and which is open there. */
interface Quotes {
  origin: number;
  at: number;
  /** Offset of the open quote. */
  open: number | undefined;
}

/** Where a name is: its line, the value that it is in, and the quotes around it. Reads a text once, from its beginning. */
export class LineCursor {
  readonly #text: string;
  readonly #values: readonly WrittenValue[];
  #value = 0;
  #lineStart = 0;
  #lineEnd = -1;
  #outer: Quotes = { origin: -1, at: 0, open: undefined };
  #inner: Quotes = { origin: -1, at: 0, open: undefined };
  /** The quote that was last closed, and where. */
  #closed: MaskedRange = { start: -1, end: -1 };

  /** @param values sorted by their positions */
  constructor(text: string, values: readonly WrittenValue[]) {
    this.#text = text;
    this.#values = values;
  }

  get lineStart(): number {
    return this.#lineStart;
  }

  get lineEnd(): number {
    return this.#lineEnd;
  }

  /** Returns the first value that begins after a position, which is not before the last one. */
  valueAfter(at: number): WrittenValue | undefined {
    const value = this.#values[this.#value];
    return value && value.start <= at ? this.#values[this.#value + 1] : value;
  }

  /** Moves on to a position, which is not before the last one. */
  moveTo(at: number): void {
    while ((this.#values[this.#value]?.end ?? Number.POSITIVE_INFINITY) <= at) this.#value += 1;
    if (at <= this.#lineEnd) return;
    LINE_END.lastIndex = at;
    let start = at;
    while (start > this.#lineEnd + 1 && !/[\r\n]/.test(this.#text[start - 1] ?? '')) start -= 1;
    this.#lineStart = start;
    this.#lineEnd = LINE_END.exec(this.#text)?.index ?? this.#text.length;
  }

  /** Returns the value of a key that a position is in. */
  valueAround(at: number): WrittenValue | undefined {
    const value = this.#values[this.#value];
    return value && value.start <= at ? value : undefined;
  }

  /** Returns where the text around a name ends: its line, the value that it is in, or the quotes around it. */
  limitOf(start: number, end: number): number {
    const around = this.valueAround(start);
    const limit = Math.min(this.#lineEnd, around?.inner.end ?? this.#lineEnd);
    const open = this.#openQuote(start, around);
    if (open === undefined) return limit;
    // These are the quotes of the name itself, and of what is before it: `"Hub:ClientSecret"`.
    if (this.#text[end] === this.#text[open] && this.#isInName(open + 1, start)) return limit;
    return Math.min(limit, this.#closing(open, end, limit));
  }

  #isInName(from: number, to: number): boolean {
    return to - from <= LONGEST_PREFIX && PREFIX.test(this.#text.slice(from, to));
  }

  #openQuote(at: number, around: WrittenValue | undefined): number | undefined {
    const origin = around ? Math.max(around.inner.start, this.#lineStart) : this.#lineStart;
    const quotes = around ? this.#inner : this.#outer;
    if (quotes.origin !== origin) Object.assign(quotes, { origin, at: origin, open: undefined });
    for (; quotes.at < at; quotes.at += 1) {
      if (this.#text[quotes.at] === '\\') quotes.at += 1;
      else quotes.open = quoteAfter(this.#text, quotes.at, quotes.open);
    }
    return quotes.open;
  }

  #closing(open: number, from: number, limit: number): number {
    if (this.#closed.start === open && this.#closed.end >= from) return this.#closed.end;
    let end = from;
    while (end < limit && this.#text[end] !== this.#text[open]) end += this.#text[end] === '\\' ? 2 : 1;
    this.#closed = { start: open, end };
    return end;
  }
}

/** Returns the quote that is open after a sign. */
function quoteAfter(text: string, at: number, open: number | undefined): number | undefined {
  if (open !== undefined) return text[at] === text[open] ? undefined : open;
  return isOpening(text, at) ? at : undefined;
}

/** An apostrophe in a word opens nothing. */
const isOpening = (text: string, at: number): boolean =>
  text[at] === '"' || text[at] === '`' || (text[at] === "'" && !/\w/.test(text[at - 1] ?? ''));
