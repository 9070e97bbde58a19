/** What a literal string cannot hold. */
const NOT_LITERAL = /'|(?!\t)\p{Cc}|\p{Surrogate}/u;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

/** Writes a value on one line, in the style that stood there if that can carry it; `undefined` when nothing can. */
export function writeTomlValue(value: string, style?: 'basic' | 'literal'): string | undefined {
  // half of a surrogate pair is no Unicode scalar value: TOML has no way to write it
  if (/\p{Surrogate}/u.test(value)) return undefined;
  if (style === 'literal' && !NOT_LITERAL.test(value)) return `'${value}'`;
  const escaped = value.replace(
    /["\\\p{Cc}]/gu,
    character => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

/** Writes a key; what is no bare key stands between quotes. */
export const writeTomlKey = (key: string): string =>
  /^[\w-]+$/.test(key) ? key : (writeTomlValue(key) ?? '""');
