import type { FormatFault } from '../fileFormat.ts';
import type { LiteralBranch, LiteralMember, LiteralNode } from '../literals/literalNode.ts';
import { placeOf } from '../textEdit.ts';
import { decodeHclString } from './tfvarsValue.ts';

/** Largest depth of objects and lists. */
const MAX_DEPTH = 100;

/** Blanks and comments on one line. */
const BLANKS = /[ \t]+/y;
const LINE_END = /\r?\n/y;
const LINE_COMMENT = /(?:#|\/\/)[^\r\n]*/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const STRING = /"(?:[^"\\\r\n]|\\[^\r\n])*"/y;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]{0,100})\r?\n/uy;
const OTHER = /(?:-?\d[\d.]*(?:[eE][+-]?\d+)?|true|false)(?![\w.-])/y;
const NULL = /null(?![\w-])/y;

/**
 * Reads the values of variables for Terraform: `name = "value"`, objects and lists. Anything else of the language, such as a
 * call of a function, isn't allowed in these files, and such a text is refused.
 *
 * @see https://developer.hashicorp.com/terraform/language/values/variables
 */
export function readTfvars(text: string): LiteralBranch | FormatFault {
  try {
    return new TfvarsReader(text).read();
  } catch (error) {
    if (error instanceof Unexpected)
      return { code: error.isDeep ? 'tooComplex' : 'notParsable', detail: placeOf(text, error.offset) };
    throw error;
  }
}

/** Something that isn't known. */
class Unexpected extends Error {
  override readonly name = 'Unexpected';
  readonly offset: number;
  readonly isDeep: boolean;

  constructor(offset: number, isDeep = false) {
    super('unexpected text');
    this.offset = offset;
    this.isDeep = isDeep;
  }
}

class TfvarsReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): LiteralBranch {
    const members: LiteralMember[] = [];
    for (this.#skip(true); this.#at < this.#text.length; this.#skip(true)) {
      const member = this.#member(['=']);
      members.push(member);
      this.#skip(false);
      const isEnd = this.#at === this.#text.length || this.#passes(LINE_END) !== undefined;
      // The end of a heredoc is a line of its own.
      if (!isEnd && !/[\r\n]/.test(this.#text[this.#at - 1] ?? '')) throw new Unexpected(this.#at);
    }
    return { kind: 'object', offset: 0, end: this.#text.length, members };
  }

  #passes(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** Passes over blanks and comments; also over line ends if they mean nothing. */
  #skip(lineEnds: boolean): void {
    for (;;) {
      if (this.#passes(BLANKS) !== undefined || this.#passes(LINE_COMMENT) !== undefined) continue;
      if (lineEnds && this.#passes(LINE_END) !== undefined) continue;
      if (!this.#text.startsWith('/*', this.#at)) return;
      const end = this.#text.indexOf('*/', this.#at + 2);
      if (end === -1) throw new Unexpected(this.#at);
      this.#at = end + 2;
    }
  }

  #member(signs: readonly string[]): LiteralMember {
    const keyOffset = this.#at;
    const key = this.#passes(NAME) ?? this.#passes(STRING);
    if (key === undefined) throw new Unexpected(this.#at);
    const name = key.startsWith('"') ? decodeHclString(key) : key;
    if (name === undefined) throw new Unexpected(keyOffset);
    const keyEnd = this.#at;
    this.#skip(false);
    if (!signs.includes(this.#text[this.#at] ?? '')) throw new Unexpected(this.#at);
    this.#at += 1;
    this.#skip(false);
    const value = this.#value();
    return { name, keyOffset, keyEnd, value, end: value.end };
  }

  #value(): LiteralNode {
    const offset = this.#at;
    const start = this.#text[offset];
    if (start === '{' || start === '[') return this.#branch(start);
    const string = this.#passes(STRING);
    if (string !== undefined) {
      const value = decodeHclString(string);
      return value === undefined
        ? { kind: 'reference', offset, end: this.#at }
        : { kind: 'text', value, offset, end: this.#at };
    }
    if (this.#passes(NULL) !== undefined) return { kind: 'text', value: '', offset, end: this.#at };
    if (start === '<') this.#heredoc();
    else if (this.#passes(OTHER) === undefined) throw new Unexpected(offset);
    return { kind: 'other', offset, end: this.#at };
  }

  /** Passes over the lines up to the one that has only the mark. */
  #heredoc(): void {
    HEREDOC.lastIndex = this.#at;
    const [start, mark] = HEREDOC.exec(this.#text) ?? [];
    if (start === undefined) throw new Unexpected(this.#at);
    let line = this.#at + start.length;
    for (; line < this.#text.length; ) {
      const end = this.#text.indexOf('\n', line);
      const next = end === -1 ? this.#text.length : end + 1;
      if (this.#text.slice(line, next).trim() === mark) {
        const closed = this.#text.slice(line, next).trimEnd().length;
        this.#at = line + closed;
        return;
      }
      line = next;
    }
    throw new Unexpected(this.#at);
  }

  #branch(open: '{' | '['): LiteralBranch {
    const offset = this.#at;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Unexpected(offset, true);
    const close = open === '{' ? '}' : ']';
    const members: LiteralMember[] = [];
    this.#at += 1;
    this.#skip(true);
    while (this.#text[this.#at] !== close) {
      const member = open === '{' ? this.#member(['=', ':']) : this.#element(members.length);
      this.#skip(false);
      const hasComma = this.#text[this.#at] === ',';
      if (hasComma) this.#at += 1;
      members.push(hasComma ? { ...member, afterComma: this.#at } : member);
      const before = this.#at;
      this.#skip(true);
      const isNewLine = /\n/.test(this.#text.slice(before, this.#at));
      const isSeparated = hasComma || (open === '{' && isNewLine) || this.#text[this.#at] === close;
      if (!isSeparated) throw new Unexpected(this.#at);
    }
    this.#at += 1;
    this.#depth -= 1;
    return { kind: open === '{' ? 'object' : 'list', offset, end: this.#at, members };
  }

  #element(index: number): LiteralMember {
    const keyOffset = this.#at;
    const value = this.#value();
    return { name: String(index), keyOffset, keyEnd: keyOffset, value, end: value.end };
  }
}
