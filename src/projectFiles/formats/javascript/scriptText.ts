const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Decodes a text in quotes or backticks. */
export function decodeText(written: string): string {
  // In a template, a line end is one character.
  const text = written.startsWith('`') ? written.replace(/\r\n?/g, '\n') : written;
  return text
    .slice(1, -1)
    .replace(
      /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([0-3]?[0-7]{1,2})|(\r\n|[\n\r\u2028\u2029])|([\s\S]))/g,
      (
        _all,
        point?: string,
        unit?: string,
        byte?: string,
        octal?: string,
        lineEnd?: string,
        other?: string,
      ) => {
        if (lineEnd !== undefined) return '';
        const hexadecimal = point ?? unit ?? byte;
        const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number.parseInt(octal ?? '', 8);
        if (code <= 0x10ffff) return String.fromCodePoint(code);
        return ESCAPES[other ?? ''] ?? other ?? '';
      },
    );
}

const WRITTEN: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Writes a text with the quotes of another one; default: `'`. */
export function writeText(value: string, like: string): string {
  const quote = /^["'`]/.exec(like)?.[0] ?? "'";
  const escaped = value
    .replace(
      /[\\\u2028\u2029]|\p{Cc}|\p{Surrogate}/gu,
      character => WRITTEN[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replaceAll(quote, `\\${quote}`);
  return quote + (quote === '`' ? escaped.replaceAll('${', '\\${') : escaped) + quote;
}

/** Writes the key of an object, in quotes if another one is or if it has to be. */
export function writeKey(name: string, like: string): string {
  if (/^["']/.test(like)) return writeText(name, like);
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : writeText(name, "'");
}
