import { hiddenParts } from './hiddenParts.ts';
import { KnownEnds } from './knownEnds.ts';
import { LineCursor } from './lineCursor.ts';
import type { MaskedRange } from './maskRanges.ts';
import { scanBelow } from './scanBelow.ts';
import { isContainerName, isNameKey, isSecretName, isTypeKey, isValueKey } from './secretKey.ts';
import { type FoundValue, heredocAt, valueAt, valueStart } from './valueSyntax.ts';
import { trimRange, type WrittenValue } from './writtenValue.ts';

/** A name, with what can be a part of it. */
const NAME = /[\w$@-][\w.$@-]*/g;

/** A variable, whose name isn't a key. */
const TEMPLATE = /[$#%@?]\{[^{}\r\n]*\}/y;

/** A number that is too short for a secret, where a format tells numbers from texts. */
const SHORT_NUMBER = /^[-+]?[\d.]{1,7}$/;

/** What separates an element of a list from the next one. */
const ELEMENT_END = /[{}<>]|\n[ \t#/]*(?:-[ \t]|\r?\n)/;

/** Between the name and the value of an element, in characters. */
const LONGEST_GAP = 2_000;

/** A name or a value of a list of names and values. */
interface Half {
  readonly end: number;
  readonly isSecret: boolean;
  readonly value?: MaskedRange;
}

/**
 * Finds values that follow the name of a secret anywhere in a text: in comments, in texts inside of values, and in what the
 * format doesn't read. The time is linear in the length of the text.
 *
 * @param values the values that the format reads, sorted by their positions
 */
export function scanText(text: string, values: readonly WrittenValue[]): readonly MaskedRange[] {
  const scanner = new Scanner(text, values);
  let before = { name: '', end: -1 };
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    const [name] = match;
    const { index: start } = match;
    const end = start + name.length;
    // `API key: …` in a sentence.
    const isSecond = start - before.end === 1 && text[before.end] === ' ';
    const role = roleOf(name, isSecond ? `${before.name}.${name}` : name);
    before = { name, end };
    if (role) NAME.lastIndex = Math.max(end, scanner.read(role, start, end));
  }
  return scanner.found;
}

class Scanner {
  readonly found: MaskedRange[] = [];
  readonly #text: string;
  readonly #cursor: LineCursor;
  readonly #ends = new KnownEnds();
  #anchors: ReadonlySet<string> | undefined;
  /** The last half of an element of a list of names and values. */
  #half: Half | undefined;

  constructor(text: string, values: readonly WrittenValue[]) {
    this.#text = text;
    this.#cursor = new LineCursor(text, values);
  }

  /** Reads what follows a name, and returns where reading goes on. */
  read(role: Role, start: number, end: number): number {
    TEMPLATE.lastIndex = start - 2;
    const template = start > 1 ? TEMPLATE.exec(this.#text)?.[0] : undefined;
    if (template) {
      this.found.push(...hiddenParts(this.#text, { start: start - 2, end: start - 2 + template.length }));
      return start - 2 + template.length;
    }
    const at = valueStart(this.#text, start, end);
    if (at === undefined) return end;
    this.#cursor.moveTo(start);
    const value = this.#valueOf(start, end, at);
    const lines = role === 'secret' ? heredocAt(this.#text, at) : undefined;
    if (lines) {
      this.found.push(lines);
      return lines.end;
    }
    if (role === 'secret') return this.#readSecret(value, [start, end], at);
    this.#readHalf(role, value, start);
    return end;
  }

  /** A value that the format reads goes as far as the format says. */
  #valueOf(start: number, end: number, at: number): KnownValue | undefined {
    const cursor = this.#cursor;
    const known = cursor.valueAfter(start);
    if (known && known.start <= at && at < known.end)
      return { range: known.inner, next: at, isQuoted: true, text: known.value };
    const found = valueAt(this.#text, at, cursor.limitOf(start, end), start, this.#ends);
    // A list that the format reads has values of its own.
    return this.#text[at] === '[' && known && found && known.start < found.range.end ? undefined : found;
  }

  #readSecret(
    value: KnownValue | undefined,
    name: readonly [start: number, end: number],
    at: number,
  ): number {
    const hidden = value
      ? this.#hide(value)
      : (this.#objectOf(name, at) ?? scanBelow(this.#text, this.#cursor, name, at));
    this.found.push(...hidden);
    return Math.max(value?.next ?? 0, hidden.at(-1)?.end ?? 0);
  }

  /** Returns what is in an object of secrets that begins in its own line, unless the format reads its values. */
  #objectOf([start, end]: readonly [number, number], at: number): readonly MaskedRange[] | undefined {
    if (this.#text[at] !== '{' || !isContainerName(this.#text.slice(start, end))) return undefined;
    const line = this.#text.slice(at + 1, this.#cursor.lineEnd);
    const close = line.lastIndexOf('}');
    const range = trimRange(this.#text, at + 1, at + 1 + (close === -1 ? line.length : close));
    const known = this.#cursor.valueAfter(start);
    return known && known.start < range.end ? undefined : [range];
  }

  #readHalf(role: Exclude<Role, 'secret'>, value: KnownValue | undefined, start: number): void {
    const half = this.#half;
    const other = half && this.#isBeside(half, start) ? half : undefined;
    this.#half = undefined;
    if (!value) return;
    if (role === 'value') {
      if (other?.isSecret) this.found.push(...this.#hide(value));
      this.#half = { end: value.next, isSecret: false, value: value.range };
      return;
    }
    const isSecret = isSecretName(this.#text.slice(value.range.start, value.range.end));
    if (isSecret && other?.value) this.found.push(...hiddenParts(this.#text, other.value));
    // Of `"key": "x", "type": "secret"`, one is enough.
    this.#half = isSecret ? { end: value.next, isSecret } : other;
  }

  /** Tells whether a name belongs to the same element as a half before it. */
  #isBeside({ end }: Half, start: number): boolean {
    return start - end <= LONGEST_GAP && !ELEMENT_END.test(this.#text.slice(end, start));
  }

  #hide({ range, isQuoted, text: value }: KnownValue): readonly MaskedRange[] {
    const written = this.#text.slice(range.start, range.end);
    if (!isQuoted && (SHORT_NUMBER.test(written) || this.#isAlias(written))) return [];
    return hiddenParts(this.#text, range, value);
  }

  /** Tells whether a value is an alias of YAML, whose anchor the text has. */
  #isAlias(written: string): boolean {
    if (!written.startsWith('*')) return false;
    this.#anchors ??= new Set([...this.#text.matchAll(/&([\w-]+)/g)].map(([, name = '']) => name));
    return this.#anchors.has(written.slice(1));
  }
}

type Role = 'secret' | 'name' | 'value';

/** A value, and its text as programs read it, where that is known. */
type KnownValue = FoundValue & { readonly text?: string };

function roleOf(name: string, whole: string): Role | undefined {
  if (isSecretName(whole)) return 'secret';
  if (isNameKey(name) || isTypeKey(name)) return 'name';
  return isValueKey(name) ? 'value' : undefined;
}
