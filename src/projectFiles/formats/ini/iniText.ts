import { linesOf } from '../textLines.ts';

/** One `key = value` of an INI file, with where it stands. */
export interface IniEntry {
  /** Empty for keys before the first section. */
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** Whether the value stands between double quotes, which most readers take away and Python's keeps. */
  readonly quoted: boolean;
  /** What stands between key and value: `=`, ` = `, `: `. */
  readonly sign: string;
  /** Blanks before the key. */
  readonly indent: string;
  /** Where the value stands, its quotes and further lines included. */
  readonly valueOffset: number;
  readonly valueLength: number;
  /** Where the line after it starts. */
  readonly next: number;
}

/** A section of an INI file. */
export interface IniSection {
  readonly name: string;
  /** Where the line after its last entry, or its head, starts. */
  next: number;
}

/** What an INI file holds. */
export interface IniDocument {
  readonly sections: readonly IniSection[];
  readonly entries: readonly IniEntry[];
}

const SECTION = /^\s*\[([^\]]+)\]/;
const COMMENT = /^\s*[#;]/;
const ENTRY = /^(\s*)([^=:\s[\]#;][^=:]*?)(\s*[=:][^\S\r\n]*)(.*)$/s;

/**
 * Reads an INI file as Python's `configparser` does by default: comments have lines of their own, and a line that is
 * indented more than its key goes on with that key's value. Lines that are nothing of that are passed over.
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
      last = { ...last, value: joined(text.slice(last.valueOffset, last.valueOffset + last.valueLength)) };
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

const joined = (raw: string): string => raw.replace(/\s*[\r\n]+\s*/g, '\n');

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
