import { decodedTexts } from './decodedTexts.ts';
import type { Range } from './mask.ts';

/** Shortest value that is looked for, in characters. Shorter ones are words of every text. */
const SHORTEST = 4;

/** Shortest value that is looked for inside of words, too: a file can say that its secret is `token`. */
const SHORTEST_IN_WORD = 8;

/** Length of the pieces by which a part of a value is recognized, in characters. */
const PIECE = 16;

/** Shortest value of which parts are recognized, too. Shorter ones are recognized as a whole. */
const SHORTEST_WITH_PARTS = 24;

/** Smallest distance between two pieces of a value, and about how many pieces a long value has. */
const PIECE_DISTANCE = 8;
const PIECES = 32;

/** How many values with the same piece are told apart. */
const MOST_WITH_PIECE = 8;

/** Runs of characters that can be Base64 or hexadecimal text of a value. */
const ENCODED = /[\w+/-]{6,}/g;

/** How often Base64 can be inside of Base64, and a decoded text that can be such a run. */
const DEEPEST_RUN = 1;
const RUN_ONLY = /^[\w+/-]{6,}={0,2}$/;

/** Characters in which Base64 text repeats its alignment; the alignment of hexadecimal text is 2. */
const BASE64_GROUP = 4;

/** Number of different hashes of {@link hashAt}. */
const HASHES = 1 << 18;

interface Piece {
  readonly value: string;
  /** Where the piece is in the value. */
  readonly at: number;
}

/**
 * All values of secrets and tokens that this process has seen, and where they are in a text. A value is found as it is, as
 * it is written in addresses, forms, JSON, HTML, shells and the inspector's output, also several times, and in Base64, in
 * hexadecimal and as a list of bytes; of a long value, also a part is found, because texts get cut. The time is linear in the
 * length of the text.
 */
export class KnownSecrets {
  readonly #added = new Set<string>();
  /** Values that are found as a whole only, by their first characters. */
  readonly #short = new Map<string, Set<string>>();
  /** Values by their last characters, which differ even between tokens of the same server. */
  readonly #byTail = new Map<string, Set<string>>();
  readonly #pieces = new Map<string, Piece[]>();
  /** 1 at the hash of each key of the maps: most positions of a text need no more than a look at it. */
  readonly #hashes = new Uint8Array(HASHES);

  /** Adds a value, for as long as the process lives. */
  add(value: string): void {
    if (value.length < SHORTEST || this.#added.has(value)) return;
    this.#added.add(value);
    for (const form of new Set(writtenForms(value))) {
      if (form.length < SHORTEST_WITH_PARTS) this.#addKey(this.#short, form.slice(0, SHORTEST), form);
      else this.#addLong(form);
    }
  }

  /** Finds all values in a text. */
  find(text: string): readonly Range[] {
    return decodedTexts(text).flatMap(decoded => this.#findIn(decoded.text).map(decoded.rangeIn));
  }

  /** Finds values as they are, and in runs of Base64 and hexadecimal text. */
  #findIn(text: string): readonly Range[] {
    const found = this.#find(text);
    for (const { 0: run, index } of text.matchAll(ENCODED))
      if (this.#holdsEncoded(run)) found.push([index, index + run.length]);
    return found;
  }

  /** Tells whether a run is Base64 or hexadecimal text of a value, or of such a run. */
  #holdsEncoded(run: string, depth = 0): boolean {
    return decodings(run).some(
      decoded =>
        this.#find(decoded).length > 0 ||
        (depth < DEEPEST_RUN && RUN_ONLY.test(decoded) && this.#holdsEncoded(decoded, depth + 1)),
    );
  }

  #addLong(value: string): void {
    this.#addKey(this.#byTail, value.slice(-PIECE), value);
    const distance = Math.max(PIECE_DISTANCE, Math.floor(value.length / PIECES));
    const last = value.length - PIECE;
    for (let from = 0; from < last + distance; from += distance) {
      const at = Math.min(from, last);
      const key = value.slice(at, at + PIECE);
      const pieces = this.#pieces.get(key) ?? [];
      if (pieces.length < MOST_WITH_PIECE) pieces.push({ value, at });
      this.#pieces.set(key, pieces);
      this.#hashes[hashAt(key, 0)] = 1;
    }
  }

  #addKey(sets: Map<string, Set<string>>, key: string, value: string): void {
    sets.set(key, (sets.get(key) ?? new Set()).add(value));
    this.#hashes[hashAt(key, 0)] = 1;
  }

  #find(text: string): Range[] {
    const found: Range[] = [];
    let done = 0;
    for (let at = 0; at + SHORTEST <= text.length; at += 1) {
      if (this.#hashes[hashAt(text, at)] === 0) continue;
      found.push(...this.#wholeAt(text, at));
      const parts = at < done ? [] : this.#partsAt(text, at, done);
      found.push(...parts);
      for (const [, end] of parts) done = Math.max(done, end);
    }
    return found;
  }

  /** Finds whole values: short ones that begin at a position, and long ones whose last characters do. */
  #wholeAt(text: string, at: number): readonly Range[] {
    const end = at + PIECE;
    const short = [...(this.#short.get(text.slice(at, at + SHORTEST)) ?? [])];
    const long = [...(this.#byTail.get(text.slice(at, end)) ?? [])];
    return [
      ...short.filter(value => isValueAt(text, value, at)).map((value): Range => [at, at + value.length]),
      ...long.filter(value => text.endsWith(value, end)).map((value): Range => [end - value.length, end]),
    ];
  }

  /** Finds parts of values around a piece that begins at a position, not before `limit`. */
  #partsAt(text: string, at: number, limit: number): readonly Range[] {
    const pieces = this.#pieces.get(text.slice(at, at + PIECE)) ?? [];
    return pieces.map(piece => extend(text, at, piece, limit));
  }
}

/** The values that this process has seen: each {@link SecretText} adds its own. */
export const knownSecrets = new KnownSecrets();

/** Tells whether a short value is at a position. The shortest ones must not be a part of a word. */
function isValueAt(text: string, value: string, at: number): boolean {
  if (!text.startsWith(value, at)) return false;
  const around = `${text[at - 1] ?? ''}${text[at + value.length] ?? ''}`;
  return value.length >= SHORTEST_IN_WORD || !/[\w-]/.test(around);
}

/** Returns a number for the {@link SHORTEST} characters from a position on. */
const hashAt = (text: string, at: number): number =>
  (((text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2)) * 31 +
    text.charCodeAt(at + 3)) &
  (HASHES - 1);

/** Returns how far text and value agree around a piece, not before `limit`. */
function extend(text: string, at: number, { value, at: inValue }: Piece, limit: number): Range {
  let before = 0;
  while (at - before > limit && inValue > before && text[at - before - 1] === value[inValue - before - 1])
    before += 1;
  let length = PIECE;
  while (inValue + length < value.length && text[at + length] === value[inValue + length]) length += 1;
  return [at - before, at + length];
}

const HTML_NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Returns a value as programs write it: bare, in addresses and forms, in JSON, in HTML, and as the inspector prints it. */
function writtenForms(value: string): readonly string[] {
  const inAddress = encodeURIComponent(value.toWellFormed());
  const inForm = new URLSearchParams({ '': value }).toString().slice(1);
  const inJson = JSON.stringify(value).slice(1, -1);
  return [
    value,
    value.normalize('NFC'),
    value.normalize('NFD'),
    // UTF-8 that is read as Latin-1.
    Buffer.from(value).toString('latin1'),
    inAddress,
    inForm,
    inAddress.replace(/%../g, code => code.toLowerCase()),
    inForm.replace(/%../g, code => code.toLowerCase()),
    inJson,
    inJson.replaceAll('/', '\\/'),
    JSON.stringify(inJson).slice(1, -1),
    value.replaceAll('\\', '\\\\'),
    value.replaceAll('\\', '\\\\').replaceAll("'", "\\'"),
    value.replace(/[&<>"']/g, character => HTML_NAMES[character] ?? character),
  ];
}

/** Decodes a run as Base64 and as hexadecimal text, at every offset that it can begin at. */
function decodings(run: string): readonly string[] {
  const bytes = Array.from({ length: BASE64_GROUP }, (_, skipped) =>
    Buffer.from(run.slice(skipped), 'base64'),
  );
  if (/^[\da-f]+$/i.test(run)) bytes.push(...[0, 1].map(skipped => Buffer.from(run.slice(skipped), 'hex')));
  return bytes.flatMap(textsOf);
}

/** Reads bytes as UTF-8, and as Latin-1 or UTF-16 if they can be that rather. */
function textsOf(bytes: Buffer): readonly string[] {
  const text = bytes.toString('utf8');
  const texts = text.includes('\uFFFD') ? [text, bytes.toString('latin1')] : [text];
  if (!bytes.includes(0)) return texts;
  return [...texts, bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')];
}
