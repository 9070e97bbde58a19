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
const ENTRY = /^(\s*)([^=:\s[\]#;][^=:]*?)(\s*[=:][^\S\r\n]*)(.*)$/s;

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
  let last: IniEntry | undefined;
  for (const line of linesOf(text)) {
    const written = text.slice(line.start, line.end);
    const section = sections.at(-1) ?? root;
    const head = SECTION.exec(written)?.[1];
    if (isContinued(last, written)) {
      last = {
        ...last,
        valueLength: line.start + written.trimEnd().length - last.valueOffset,
        next: line.next,
      };
      last = { ...last, value: joinLines(text.slice(last.valueOffset, last.valueOffset + last.valueLength)) };
      entries.splice(-1, 1, last);
      section.next = line.next;
    } else if (head !== undefined) {
      sections.push({ name: head, next: line.next });
      last = undefined;
    } else if (!COMMENT.test(written) && written.trim() !== '') {
      last = entryOf(written, section.name, line.start, line.next);
      if (!last) continue;
      entries.push(last);
      section.next = line.next;
    }
  }
  return { sections, entries };
}

const widthOf = (written: string): number => written.length - written.trimStart().length;

function isContinued(entry: IniEntry | undefined, written: string): entry is IniEntry {
  if (!entry || written.trim() === '' || COMMENT.test(written)) return false;
  return widthOf(written) > entry.indent.length;
}

const joinLines = (raw: string): string => raw.replace(/\s*[\r\n]+\s*/g, '\n');

function entryOf(written: string, section: string, start: number, next: number): IniEntry | undefined {
  const found = ENTRY.exec(written);
  if (!found) return undefined;
  const [, indent = '', key = '', sign = '', rest = ''] = found;
  const raw = rest.trimEnd();
  const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
  const valueOffset = start + indent.length + key.length + sign.length;
  const value = quoted ? raw.slice(1, -1) : raw;
  return { section, key, value, quoted, sign, indent, valueOffset, valueLength: raw.length, next };
}
