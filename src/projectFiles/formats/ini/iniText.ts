import { linesOf } from '../textLines.ts';

/** One `key = value` of an INI file, with its position. */
export interface IniEntry {
  /** Empty for keys before the first section. */
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** Whether the value has double quotes around it, which most readers remove and Python's keeps. */
  readonly quoted: boolean;
  /** The text between key and value: `=`, ` = `, `: `. */
  readonly sign: string;
  /** Blanks before the key. */
  readonly indent: string;
  /** Position of the value, with its quotes and further lines. */
  readonly valueOffset: number;
  readonly valueLength: number;
  /** Start of the line after it. */
  readonly next: number;
}

/** A section of an INI file. */
export interface IniSection {
  readonly name: string;
  /** Start of the line after its last entry or, if it has none, after its heading. */
  next: number;
}

/** The content of an INI file. */
export interface IniDocument {
  readonly sections: readonly IniSection[];
  readonly entries: readonly IniEntry[];
}

const SECTION = /^\s*\[([^\]]+)\]/;
const COMMENT = /^\s*[#;]/;
/** What a key doesn't begin with. */
const NO_KEY = new Set(['=', ':', '[', ']', '#', ';']);
const SIGN = /[=:][^\S\r\n]*/g;

/** The last entry, which the next line may continue. */
interface OpenEntry {
  readonly entry: IniEntry;
  /** Offset after the last line that continues it; `undefined` if there is none. */
  end: number | undefined;
  next: number;
}

/**
 * Reads an INI file as Python's `configparser` does by default: comments have lines of their own, and a line that is
 * indented more than its key continues that key's value. Invalid lines are skipped.
 *
 * @see https://docs.python.org/3/library/configparser.html
 */
export function readIni(text: string): IniDocument {
  const root: IniSection = { name: '', next: 0 };
  const sections = [root];
  const entries: IniEntry[] = [];
  let last: OpenEntry | undefined;
  const close = () => {
    if (last) entries.push(closeEntry(text, last));
    last = undefined;
  };
  for (const line of linesOf(text)) {
    const written = text.slice(line.start, line.end);
    const section = sections.at(-1) ?? root;
    const head = SECTION.exec(written)?.[1];
    if (isContinued(last?.entry, written) && last) {
      last.end = line.start + written.trimEnd().length;
      last.next = line.next;
      section.next = line.next;
    } else if (head !== undefined) {
      close();
      sections.push({ name: head, next: line.next });
    } else if (!COMMENT.test(written) && written.trim() !== '') {
      close();
      const entry = entryOf(written, section.name, line.start, line.next);
      if (!entry) continue;
      last = { entry, end: undefined, next: line.next };
      section.next = line.next;
    }
  }
  close();
  return { sections, entries };
}

const widthOf = (written: string): number => written.length - written.trimStart().length;

function isContinued(entry: IniEntry | undefined, written: string): boolean {
  if (!entry || written.trim() === '' || COMMENT.test(written)) return false;
  return widthOf(written) > entry.indent.length;
}

/** Reads the lines of a value once, after the last of them. */
function closeEntry(text: string, { entry, end, next }: OpenEntry): IniEntry {
  if (end === undefined) return entry;
  const value = joinLines(text.slice(entry.valueOffset, end));
  return { ...entry, value, valueLength: end - entry.valueOffset, next };
}

function joinLines(raw: string): string {
  const [first = '', ...others] = raw.split(/[\r\n]+/);
  return [first.trimEnd(), ...others.map(line => line.trim()).filter(line => line !== '')].join('\n');
}

function entryOf(written: string, section: string, start: number, next: number): IniEntry | undefined {
  const indent = written.slice(0, widthOf(written));
  SIGN.lastIndex = indent.length;
  const found = SIGN.exec(written);
  if (!found || NO_KEY.has(written[indent.length] ?? '=')) return undefined;
  const key = written.slice(indent.length, found.index).trimEnd();
  const sign = written.slice(indent.length + key.length, SIGN.lastIndex);
  const raw = written.slice(SIGN.lastIndex).trimEnd();
  const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
  const valueOffset = start + SIGN.lastIndex;
  const value = quoted ? raw.slice(1, -1) : raw;
  return { section, key, value, quoted, sign, indent, valueOffset, valueLength: raw.length, next };
}
