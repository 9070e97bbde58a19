import { linesOf, type TextLine } from '../textLines.ts';

/** One entry of a Java properties file, with its position. */
export interface PropertiesEntry {
  /** The number of its document, from 1, in a file of Spring whose documents are for different profiles; otherwise 1. */
  readonly document: number;
  readonly key: string;
  readonly value: string;
  /** The text between key and value: `=`, ` = `, `: ` or a blank. */
  readonly sign: string;
  readonly indent: string;
  /** Position of the value as it is written, with further lines. */
  readonly valueOffset: number;
  readonly valueLength: number;
  /** Start of the line after it. */
  readonly next: number;
  /** Offset of an escape that isn't valid (`\users`), for which Java refuses the whole file; `undefined` if there is none. */
  readonly invalid: number | undefined;
}

const COMMENT = /^[ \t\f]*[#!]/;
const BLANK = /^[ \t\f]*$/;
/** An unescaped backslash at the end of a line. */
const CONTINUED = /(?:^|[^\\])(?:\\\\)*\\$/;
const KEY = /^([ \t\f]*)((?:\\[\s\S]|[^\\=: \t\f\r\n])*)([ \t\f]*[=:]?(?:[ \t\f]|\\(?:\r\n|\r|\n)[ \t\f]*)*)/;

/**
 * Reads a properties file by the rules of `java.util.Properties.load`: comments, escapes, and lines that a backslash at
 * their end continues.
 *
 * @see https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.multi-document
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function readProperties(text: string): readonly PropertiesEntry[] {
  const entries: PropertiesEntry[] = [];
  const lines = linesOf(text);
  let document = 1;
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at] as TextLine;
    const written = text.slice(first.start, first.end);
    if (SEPARATOR.test(written)) document += 1;
    if (COMMENT.test(written) || BLANK.test(written)) continue;
    while (at + 1 < lines.length && isContinued(text, lines[at])) at += 1;
    entries.push({ ...entryOf(text, first.start, lines[at] as TextLine), document });
  }
  // What is for all profiles counts as one document, as it does for other readers.
  const ofProfiles = new Set(entries.filter(({ key }) => PROFILE.test(key)).map(each => each.document));
  return entries.map(entry => (ofProfiles.has(entry.document) ? entry : { ...entry, document: 1 }));
}

/** Separates the documents of a file of Spring. */
const SEPARATOR = /^[#!]---[ \t]*$/;
/** A key that says for which profile a document is. */
const PROFILE = /^spring\.(?:config\.activate\.|profiles$)/;

const isContinued = (text: string, line: TextLine | undefined): boolean =>
  line !== undefined && CONTINUED.test(text.slice(line.start, line.end));

function entryOf(text: string, start: number, last: TextLine): Omit<PropertiesEntry, 'document'> {
  const written = text.slice(start, last.end);
  const [all = '', indent = '', key = '', sign = ''] = KEY.exec(written) ?? [];
  const invalid = invalidEscape(written);
  return {
    key: decodeEscapes(key),
    value: decodeEscapes(written.slice(all.length)),
    sign,
    indent,
    valueOffset: start + all.length,
    valueLength: written.length - all.length,
    next: last.next,
    invalid: invalid === undefined ? undefined : start + invalid,
  };
}

const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|([\s\S]))/g;

/** Returns the offset of the first `\u` that isn't followed by four digits. */
const invalidEscape = (written: string): number | undefined =>
  [...written.matchAll(ESCAPE)].find(([, character]) => character === 'u')?.index;

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function decodeEscapes(written: string): string {
  // A backslash at the end of the file continues nothing and is dropped.
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
 * Writes a value so that `Properties.load` reads it in any encoding: all but printable ASCII is escaped, as by
 * `Properties.store`.
 */
export function writePropertiesValue(value: string): string {
  const escaped = value.replace(
    /[^ -[\]-~]/g,
    character =>
      WRITTEN[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  // A blank at the beginning would belong to the sign.
  return escaped.replace(/^ /, '\\ ');
}

/** Writes a key; characters that would end it are escaped. */
export const writePropertiesKey = (key: string): string =>
  writePropertiesValue(key)
    .replace(/(?<!\\)[ =:]/g, '\\$&')
    .replace(/^[#!]/, '\\$&');
