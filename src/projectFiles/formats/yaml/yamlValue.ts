/** Words that aren't texts in some version of YAML. */
const NOT_PLAIN = /^(?:[yn]|yes|no|true|false|on|off|null|nan|inf|~|[-+.]?\d.*|0[box].*|\.(?:nan|inf))$/i;

/** Texts that need no quotes for any reader: an id, a word, an address. */
const PLAIN = /^[A-Za-z0-9](?:[\w./+=-]|:(?=[^\s]))*$/;

/** A GUID may begin like a number (`1e5`), but its dashes make it a text for every reader. */
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isPlain = (value: string): boolean =>
  GUID.test(value) || (PLAIN.test(value) && !NOT_PLAIN.test(value) && !value.endsWith(':'));

/** What single quotes can't hold on one line. */
const NEEDS_ESCAPES = /\p{Cc}|[\u2028\u2029\ufeff]|\p{Surrogate}/u;

/**
 * Writes a value, in the given style if that can hold it. Between double quotes it is written as in JSON, which YAML 1.1 and
 * 1.2 both read.
 */
export function writeYamlValue(value: string, style?: string): string {
  if (style === 'QUOTE_SINGLE' && !NEEDS_ESCAPES.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if ((style === undefined || style === 'PLAIN') && isPlain(value)) return value;
  return escapeLineEnds(JSON.stringify(value));
}

/** Writes a key. */
export const writeYamlKey = (key: string): string =>
  isPlain(key) ? key : escapeLineEnds(JSON.stringify(key));

/** Escapes Unicode line ends and control characters, which end a line or aren't allowed between quotes in YAML 1.1. */
const escapeLineEnds = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
