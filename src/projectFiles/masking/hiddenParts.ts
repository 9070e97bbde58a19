import { kindOfValue } from '../shapes/placeholderValue.ts';
import type { MaskedRange } from './maskRanges.ts';

/** Values that say what is used, and hold no secret. */
const HARMLESS = /^(?:true|false|basic|bearer|digest|oauth2?|header|body|client_credentials)$/i;

/** Schemes of the header `Authorization`, which stay visible. */
const SCHEME = /^(?:bearer|basic|digest|dpop|token|apikey|negotiate)\s+(?=\S)/i;

/** Templates in the middle of a value. */
const TEMPLATE =
  /\$\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|[$#%?@]\{[^{}]+\}|\$\([^()]+\)|\$\[\[?[^[\]]+\]|%\([\w.-]+\)s|<%[^%]*%>/g;

/** A variable with the value that it has if it isn't set: `${NAME:-value}`, and `${name:value}` of Spring. */
const DEFAULT =
  /\$\{(?!(?:env|input|config|command|file|vault|secrets?|ssm|sys|local|var|sm|git|aws|cf|opt|self):)[\w.]+(?::[-=]?|[-=])(?![?+])([^{}]+)\}/g;

/** The same in a template of Jinja. */
const DEFAULT_FILTER = /default\(\s?["']([^"']+)["']/g;

/** A text in code that is used where a variable isn't set: `process.env.X || 'text'`, `getenv('X', 'text')`. */
const DEFAULT_IN_CODE = /(?:\|\||\?\?|[,:]|\b(?:or|else)\b)\s*["'`]([^"'`]+)["'`]/g;

/** What is left of a value beside its templates, if it may be a part of a secret. */
const REST = /[A-Za-z0-9+/]{4}/;

/**
 * Returns the parts of a secret's value that aren't shown. Placeholders, references, and what a program has masked stay
 * visible; a default value of a reference doesn't.
 *
 * @param value the value as programs read it, where that is known
 */
export function hiddenParts(text: string, range: MaskedRange, value?: string): readonly MaskedRange[] {
  const written = text.slice(range.start, range.end);
  const known = value ?? written;
  const start = range.start + (SCHEME.exec(written)?.[0].length ?? 0);
  const secret = known.replace(SCHEME, '');
  if (HARMLESS.test(secret.trim())) return [];
  const kind = kindOfValue(secret);
  if (kind === 'value' || kind === 'encrypted') return [{ start, end: range.end }];
  if (kind !== 'reference') return [];
  const rest = secret.replace(TEMPLATE, '');
  if (rest !== secret && REST.test(rest) && kindOfValue(rest) === 'value') return [{ start, end: range.end }];
  return defaultsIn(written, range.start);
}

function defaultsIn(written: string, offset: number): readonly MaskedRange[] {
  return [DEFAULT, DEFAULT_FILTER, DEFAULT_IN_CODE].flatMap(pattern =>
    [...written.matchAll(pattern)].flatMap(({ 0: whole, 1: value = '', index }) => {
      const start = offset + index + whole.lastIndexOf(value);
      return kindOfValue(value) === 'value' && !HARMLESS.test(value)
        ? [{ start, end: start + value.length }]
        : [];
    }),
  );
}
