import type { MaskedRange } from './maskRanges.ts';

/** Shortest value that is looked for in the rest of a text. Shorter ones are words of every text. */
const SHORTEST = 8;

/** Longest piece of a value that is looked for; a longer value is followed as far as the text has it. */
const LONGEST = 256;

/** Values with the same end that are told apart. */
const MOST_WITH_END = 32;

/** Returns a value as files write it: bare, in JSON, in addresses, and in Base64. */
const writtenForms = (value: string): readonly string[] => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value.toWellFormed()),
  Buffer.from(value).toString('base64'),
];

/** Finds values anywhere in a text, in time that is linear in its length. */
export class KnownValues {
  readonly #byEnd = new Map<string, { readonly piece: string; readonly whole: string }[]>();
  readonly #added = new Set<string>();

  /** Adds a value, if it is long enough to be told from the words of a text. */
  add(value: string): void {
    if (value.trim().length < SHORTEST || this.#added.has(value)) return;
    this.#added.add(value);
    for (const whole of new Set(writtenForms(value))) {
      const piece = whole.slice(0, LONGEST);
      const end = piece.slice(-SHORTEST);
      const same = this.#byEnd.get(end) ?? [];
      if (same.length < MOST_WITH_END) same.push({ piece, whole });
      this.#byEnd.set(end, same);
    }
  }

  /** Finds the values in a text. */
  find(text: string): readonly MaskedRange[] {
    const found: MaskedRange[] = [];
    if (this.#byEnd.size === 0) return found;
    let done = 0;
    for (let end = SHORTEST; end <= text.length; end += 1) {
      const candidates = this.#byEnd.get(text.slice(end - SHORTEST, end));
      const longest = candidates
        ?.filter(({ piece }) => end - piece.length >= done && text.startsWith(piece, end - piece.length))
        .toSorted((one, other) => other.whole.length - one.whole.length)[0];
      if (!longest) continue;
      const start = end - longest.piece.length;
      let length = longest.piece.length;
      while (length < longest.whole.length && text[start + length] === longest.whole[length]) length += 1;
      done = start + length;
      found.push({ start, end: done });
      end = Math.max(end, done);
    }
    return found;
  }
}
