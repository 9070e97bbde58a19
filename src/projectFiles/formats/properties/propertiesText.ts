import { linesOf, type TextLine } from '../textLines.ts';

/** One entry of a Java properties file, with where it stands. */
export interface PropertiesEntry {
  readonly key: string;
  readonly value: string;
  /** What stands between key and value: `=`, ` = `, `: ` or a blank. */
  readonly sign: string;
  readonly indent: string;
  /** Where the value stands as it is written, further lines included. */
  readonly valueOffset: number;
  readonly valueLength: number;
  /** Where the line after it starts. */
  readonly next: number;
}

const COMMENT = /^[ \t\f]*[#!]/;
const BLANK = /^[ \t\f]*$/;
/** A backslash that nothing escapes, at the end of a line. */
const CONTINUED = /(?:^|[^\\])(?:\\\\)*\\$/;
const KEY = /^([ \t\f]*)((?:\\[\s\S]|[^\\=: \t\f\r\n])*)([ \t\f]*[=:]?(?:[ \t\f]|\\(?:\r\n|\r|\n)[ \t\f]*)*)/;

/**
 * Reads a properties file by the rules of `java.util.Properties.load`: logical lines that a backslash at the end
 * continues, comments, escapes.
 */
export function readProperties(text: string): readonly PropertiesEntry[] {
  const entries: PropertiesEntry[] = [];
  const lines = linesOf(text);
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at] as TextLine;
    const written = text.slice(first.start, first.end);
    if (COMMENT.test(written) || BLANK.test(written)) continue;
    while (at + 1 < lines.length && isContinued(text, lines[at])) at += 1;
    entries.push(entryOf(text, first.start, lines[at] as TextLine));
  }
  return entries;
}

const isContinued = (text: string, line: TextLine | undefined): boolean =>
  line !== undefined && CONTINUED.test(text.slice(line.start, line.end));

function entryOf(text: string, start: number, last: TextLine): PropertiesEntry {
  const written = text.slice(start, last.end);
  const [all = '', indent = '', key = '', sign = ''] = KEY.exec(written) ?? [];
  return {
    key: unescaped(key),
    value: unescaped(written.slice(all.length)),
    ...{ sign, indent },
    valueOffset: start + all.length,
    valueLength: written.length - all.length,
    next: last.next,
  };
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescaped(written: string): string {
  // a backslash at the very end of a file continues nothing, and is dropped
  return written.replace(
    /\\(?:(\r\n|\r|\n)[ \t\f]*|u([0-9a-fA-F]{4})|([\s\S])|$)/g,
    (_all, lineEnd?: string, code?: string, character?: string) => {
      if (lineEnd !== undefined || (code === undefined && character === undefined)) return '';
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return ESCAPES[character ?? ''] ?? character ?? '';
    },
  );
}

const WRITTEN: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\f': '\\f',
};

/**
 * Writes a value so that `Properties.load` reads it from bytes of any encoding: whatever is not printable ASCII is
 * escaped, as `Properties.store` does.
 */
export function writePropertiesValue(value: string): string {
  const escaped = value.replace(
    /[^ -[\]-~]/g,
    character =>
      WRITTEN[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  // a blank at the beginning would be taken for a part of the sign
  return escaped.replace(/^ /, '\\ ');
}

/** Writes a key; what ends a key is escaped. */
export const writePropertiesKey = (key: string): string =>
  writePropertiesValue(key)
    .replace(/(?<!\\)[ =:]/g, '\\$&')
    .replace(/^[#!]/, '\\$&');
