import { linesOf, type TextLine } from '../textLines.ts';
import { type IniQuote, readIniValue } from './iniValue.ts';

/** One `key = value` of an INI file, with its position. */
export interface IniEntry {
  /** Empty for keys before the first section. */
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** The quotes around the value, which most readers remove and Python's keeps. */
  readonly quote: IniQuote;
  /** The text between key and value: `=`, ` = `, `: `. */
  readonly sign: string;
  /** Blanks before the key. */
  readonly indent: string;
  /** Position of the value on its first line, with its quotes. */
  readonly valueOffset: number;
  readonly valueLength: number;
  /** The lines that continue the value, each from the end of the line before it to its own end. */
  readonly more: readonly Pick<TextLine, 'start' | 'end'>[];
}

/** A section of an INI file. */
export interface IniSection {
  readonly name: string;
  /** Start of the line after its last entry or, if it has none, after its heading. */
  next: number;
  /** The least indentation of its entries: a line that is indented more could continue one of them. */
  indent: string | undefined;
}

/** The content of an INI file. */
export interface IniDocument {
  readonly sections: readonly IniSection[];
  readonly entries: readonly IniEntry[];
  /** Offset of the first line that is neither a section, nor a key with a value, nor a comment; `undefined` if there is none. */
  readonly unknown: number | undefined;
}

/** Git puts the second part of a name in quotes, which may contain a bracket. */
const SECTION = /^\s*\[([^\]"]*"(?:[^"\\]|\\.)*"\s*(?=\])|[^\]]+)\]/;
const COMMENT = /^\s*[#;]/;
/** What a key doesn't begin with. */
const NO_KEY = new Set(['=', ':', '[', ']', '#', ';']);
const SIGN = /[=:][^\S\r\n]*/g;
/** A key of .NET, whose parts colons separate (`Connect:ClientId=`). */
const COLON_KEY = /^\s*\w+(?::\w+)+[^\S\r\n]*(?==)/;
/** A line that has a key of its own. Others can continue the value above: an address, a list, or Base64 with its `==`. */
const KEY_LINE = /^\s*[\w.$:-]+(?:[^\S\r\n]+[\w.$:-]+)*[^\S\r\n]*(?:=(?!=[^\S\r\n]*$)|:(?:\s|$))/;

/**
 * Reads an INI file so that the edits suit all of its readers. As in Python's `configparser`, an indented line continues the
 * value above it. But if it has a key of its own, it is an entry to Git, npm's `ini`, PHP and .NET, and an edit must not delete
 * it. Invalid lines are skipped.
 *
 * @see https://docs.python.org/3/library/configparser.html
 * @see https://git-scm.com/docs/git-config#_syntax
 */
export function readIni(text: string): IniDocument {
  const reader = new IniReader(text);
  reader.readLines();
  return reader;
}

class IniReader implements IniDocument {
  readonly sections: IniSection[] = [{ name: '', next: 0, indent: undefined }];
  readonly entries: IniEntry[] = [];
  unknown: number | undefined;
  readonly #text: string;
  readonly #lines: readonly TextLine[];
  /** The last entry and its lines, which the next line may continue. */
  #last: { readonly entry: IniEntry; readonly more: IniEntry['more'][number][] } | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#lines = linesOf(text);
  }

  readLines(): void {
    for (const [index, line] of this.#lines.entries()) {
      const written = this.#written(line);
      if (!hasContent(written)) continue;
      if (this.#isContinued(written, index)) this.#continue(line, index);
      else this.#readLine(written, line);
    }
    this.#close();
  }

  #written({ start, end }: TextLine): string {
    return this.#text.slice(start, end);
  }

  #readLine(written: string, line: TextLine): void {
    this.#close();
    const head = SECTION.exec(written)?.[1];
    const section = this.sections.at(-1);
    const entry = head === undefined ? entryOf(written, section?.name ?? '', line.start) : undefined;
    if (head !== undefined) this.sections.push({ name: head, next: line.next, indent: undefined });
    else if (entry && section) {
      this.#last = { entry, more: [] };
      section.next = line.next;
      if (entry.indent.length <= (section.indent ?? entry.indent).length) section.indent = entry.indent;
    } else this.unknown ??= line.start;
  }

  #isContinued(written: string, index: number): boolean {
    if (!this.#last || KEY_LINE.test(written)) return false;
    const width = widthOf(written);
    const isIndented = width > this.#last.entry.indent.length;
    if (SECTION.test(written)) return isIndented && !this.#hasKeysBelow(index, width);
    const above = this.#lines[index - 1];
    return isIndented || (above !== undefined && this.#text[above.end - 1] === '\\');
  }

  /** Tells whether an indented line in brackets is a heading: a list, which looks alike, has nothing below at its own depth. */
  #hasKeysBelow(index: number, width: number): boolean {
    for (let at = index + 1; at < this.#lines.length; at += 1) {
      const written = this.#written(this.#lines[at] as TextLine);
      if (hasContent(written)) return widthOf(written) >= width;
    }
    return false;
  }

  #continue({ end, next }: TextLine, index: number): void {
    const start = this.#lines[index - 1]?.end ?? end;
    this.#last?.more.push({ start, end });
    const section = this.sections.at(-1);
    if (section) section.next = next;
  }

  /** Reads the lines of a value once, after the last of them. */
  #close(): void {
    if (!this.#last) return;
    const { entry, more } = this.#last;
    const others = more.map(({ start, end }) => this.#text.slice(start, end).trim());
    this.entries.push({ ...entry, more, value: [entry.value, ...others].join('\n') });
    this.#last = undefined;
  }
}

const hasContent = (written: string): boolean => !COMMENT.test(written) && written.trim() !== '';

const widthOf = (written: string): number => written.length - written.trimStart().length;

function entryOf(written: string, section: string, start: number): IniEntry | undefined {
  const indent = written.slice(0, widthOf(written));
  SIGN.lastIndex = COLON_KEY.exec(written)?.[0].length ?? indent.length;
  const found = SIGN.exec(written);
  if (!found || NO_KEY.has(written[indent.length] ?? '=')) return undefined;
  const key = written.slice(indent.length, found.index).trimEnd();
  const sign = written.slice(indent.length + key.length, SIGN.lastIndex);
  const { value, quote, length } = readIniValue(written.slice(SIGN.lastIndex));
  const valueOffset = start + SIGN.lastIndex;
  return { section, key, value, quote, sign, indent, valueOffset, valueLength: length, more: [] };
}
