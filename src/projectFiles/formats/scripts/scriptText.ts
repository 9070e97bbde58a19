import type { WrittenEntry } from '../fileFormat.ts';
import { type Dialect, decodeQuoted } from './dialects.ts';

/** A name; its first 100 characters are enough to know it. */
const NAME = /(?<![\w.])[A-Za-z_][\w.-]{0,99}/g;
/** What closes a key: `'client_id': `, `os.environ['A'] = `. */
const KEY_END = /["'\])}]{0,3}[ \t]{0,9}/y;
/** The type of a name in Python: `client_secret: str = `. */
const TYPE = /:[ \t]{0,9}[A-Za-z_][\w.[\]]{0,40}[ \t]{0,9}(?==)/y;
const SIGN = /(?:<<?-|=>|:=|=(?![=~])|:(?!:))[ \t]{0,40}/y;
/** What separates the name of an argument from its value: `--client-secret x`. */
const BLANKS = /[ \t]{1,9}(?![-\s])/y;

/** A text that has a key for credentials itself (`"client_id=…&client_secret=…"`), which is read in its place. */
const HAS_KEYS = /(?:client|application)[^a-z0-9]{0,3}(?:id|secret|key)\\?["']?[ \t]?[=:]/i;

/** Longest text in quotes. */
const LONGEST = 500;

/** Whatever isn't a literal, up to where it can't go on. */
const BARE = /\$\{[\w:.-]{1,100}\}|\$\(|%\w{1,100}%|[^\s"'`;&|<>(){},\\]{1,500}/y;
const QUOTES = /([rbfu]{0,2})("""|'''|["'])/iy;
const IDENTIFIER = /[A-Za-z_$]/;

/** Reads the literals that the statements, arguments and dictionaries of a script give names. */
export function readScript(text: string, dialect: Dialect): readonly WrittenEntry[] {
  const found: WrittenEntry[] = [];
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    const [name] = match;
    const start = startOfValue(text, match.index, NAME.lastIndex);
    if (!start) continue;
    const { offset, sign } = start;
    NAME.lastIndex = offset;
    const isQuoted = text[match.index - 1] === '"';
    const entry = quotedValue(text, offset, dialect) ?? bareValue(text, offset, { sign, dialect, isQuoted });
    if (!entry || HAS_KEYS.test(text.slice(offset, offset + entry.length))) continue;
    found.push({ keyPath: [ownName(name, dialect)], offset, ...entry });
    NAME.lastIndex = offset + entry.length;
  }
  return withoutRepeated(found);
}

const lengthAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

/** Returns where the value of a name begins, with the sign and the blanks before it; `undefined` if it has none. */
function startOfValue(text: string, nameStart: number, nameEnd: number) {
  // `$env:ADH_CLIENT_ID` is a name in a scope.
  if (text[nameEnd] === ':' && /[${]/.test(text[nameStart - 1] ?? '')) return undefined;
  const blanks = text[nameStart - 1] === '-' ? lengthAt(BLANKS, text, nameEnd) : 0;
  const keyEnd = nameEnd + lengthAt(KEY_END, text, nameEnd);
  const type = keyEnd + lengthAt(TYPE, text, keyEnd);
  const length = lengthAt(SIGN, text, type);
  if (length === 0) return blanks === 0 ? undefined : { offset: nameEnd + blanks, sign: '' };
  return { offset: type + length, sign: text.slice(nameEnd, type + length) };
}

/** Only in R, a name may have dots. */
const ownName = (name: string, dialect: Dialect): string =>
  dialect === 'r' ? name : (name.split('.').at(-1) ?? name);

type Value = Pick<WrittenEntry, 'value' | 'length'>;

function quotedValue(text: string, offset: number, dialect: Dialect): Value | undefined {
  QUOTES.lastIndex = offset;
  const [all, prefix = '', quote = ''] = QUOTES.exec(text) ?? [];
  if (all === undefined || (prefix !== '' && dialect !== 'python')) return undefined;
  const start = offset + all.length;
  const end = closing(text, start, quote, dialect);
  if (end === undefined) return undefined;
  const written = text.slice(start, end);
  const isTemplate = /f/i.test(prefix) && written.includes('{');
  const isRaw = /r/i.test(prefix);
  const value = isTemplate ? EXPRESSION : isRaw ? written : decodeQuoted(written, quote, dialect);
  return { value, length: end + quote.length - offset };
}

/** Returns where a text in quotes ends. */
function closing(text: string, start: number, quote: string, dialect: Dialect): number | undefined {
  const escaping = escapeIn(quote, dialect);
  const most = Math.min(text.length, start + LONGEST);
  for (let at = start; at < most; at += 1) {
    const character = text[at] ?? '';
    if (character === escaping) at += 1;
    else if (text.startsWith(quote, at)) {
      if (dialect !== 'powershell' || text[at + 1] !== quote) return at;
      at += 1;
    } else if (quote.length === 1 && /[\r\n]/.test(character)) return undefined;
  }
  return undefined;
}

function escapeIn(quote: string, dialect: Dialect): string | undefined {
  if (dialect === 'powershell') return quote === '"' ? '`' : undefined;
  if (dialect === 'batch' || (dialect === 'shell' && quote === "'")) return undefined;
  return '\\';
}

/** The value of what isn't a literal. */
const EXPRESSION = '${'.concat('expression}');

/** In a dictionary, a value without quotes isn't a text. */
const isColon = (sign: string): boolean => /:[ \t]{0,40}$/.test(sign);

interface BareText {
  /** What is between the name and its value. */
  readonly sign: string;
  readonly dialect: Dialect;
  /** Whether a quote is before the name: `set "A=x&y"`. */
  readonly isQuoted: boolean;
}

function bareValue(text: string, offset: number, { sign, dialect, isQuoted }: BareText): Value | undefined {
  BARE.lastIndex = offset;
  const [written] = BARE.exec(text) ?? [];
  if (written === undefined || isColon(sign)) return undefined;
  const isWord = /^["']?=$/.test(sign) || (sign === '' && dialect !== 'python');
  if (dialect === 'batch' && isWord) return restOfLine(text, offset, isQuoted);
  if (written === '$(') return { value: EXPRESSION, length: written.length };
  // Only a shell has texts without quotes; so has what is inside a text.
  const isText =
    isWord &&
    (dialect === 'shell' || text[offset + written.length] === '&' || isInQuotes(text, offset, written));
  if (isText || written.startsWith('$') || written.startsWith('%'))
    return { value: written, length: written.length };
  const isExpression =
    sign !== '' && IDENTIFIER.test(written) && !/^(?:none|null|true|false|\d.*)$/i.test(written);
  return isExpression ? { value: EXPRESSION, length: written.length } : undefined;
}

const isInQuotes = (text: string, offset: number, written: string): boolean =>
  /["']/.test(text[offset + written.length] ?? '');

function restOfLine(text: string, offset: number, isQuoted: boolean): Value | undefined {
  const rest = isQuoted ? /[^\r\n"]{1,500}/y : /[^\r\n"&|<>]{1,500}/y;
  rest.lastIndex = offset;
  const value = (rest.exec(text)?.[0] ?? '').trimEnd();
  return value === '' ? undefined : { value, length: value.length };
}

/** A parameter that is named like a constant (`token(client_secret=client_secret)`, `client_secret=""`) isn't another value. */
function withoutRepeated(entries: readonly WrittenEntry[]): readonly WrittenEntry[] {
  const isLiteral = ({ value }: WrittenEntry) => value !== '' && value !== EXPRESSION;
  const literals = new Set(entries.filter(isLiteral).map(({ keyPath }) => keyPath[0]));
  return entries.filter(entry => isLiteral(entry) || !literals.has(entry.keyPath[0]));
}
