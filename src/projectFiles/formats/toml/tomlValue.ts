/** What a literal string can't hold. */
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

/** Writes a value on one line, in the given style if that can hold it; `undefined` if TOML can't hold it. */
export function writeTomlValue(value: string, style?: 'basic' | 'literal'): string | undefined {
  // Half of a surrogate pair isn't a Unicode scalar value, and TOML has no escape for it.
  if (/\p{Surrogate}/u.test(value)) return undefined;
  if (style === 'literal' && !NOT_LITERAL.test(value)) return `'${value}'`;
  const escaped = value.replace(
    /["\\\p{Cc}]/gu,
    character => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

/** Writes a key, in quotes if it isn't a bare key. */
export const writeTomlKey = (key: string): string =>
  /^[\w-]+$/.test(key) ? key : (writeTomlValue(key) ?? '""');
