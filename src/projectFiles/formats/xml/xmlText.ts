/** Characters that XML 1.0 can't carry, not even as references. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Tells whether XML 1.0 can carry a value. */
export const isXmlText = (value: string): boolean => !FORBIDDEN.test(value);

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const reference = (character: string): string =>
  NAMES[character] ?? `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;

/** How values are written in a document. */
export interface XmlEncoding {
  /** Whether other characters than ASCII are written as references. */
  readonly isAscii: boolean;
}

const encode = (escaped: string, { isAscii }: XmlEncoding): string =>
  isAscii ? escaped.replace(/\P{ASCII}/gu, reference) : escaped;

/** Writes the value of an attribute with its quotes. Readers make blanks of line ends and tabs that aren't references. */
export function writeAttribute(value: string, quote: '"' | "'", encoding: XmlEncoding): string {
  const escaped = value.replace(/[&<>\t\n\r]/g, reference).replaceAll(quote, reference);
  return `${quote}${encode(escaped, encoding)}${quote}`;
}

/** Writes the text of an element. */
export const writeText = (value: string, encoding: XmlEncoding): string =>
  encode(value.replace(/[&<>\r]/g, reference), encoding);
