import type { WrittenEntry } from '../fileFormat.ts';
import {
  type Dialect,
  decodeQuoted,
  doublesQuotes,
  escapeIn,
  isProgram,
  type Opening,
  openingAt,
} from './dialects.ts';
import { type Sign, signOf } from './signs.ts';

/** A name; its first 100 characters are enough to know it. */
const NAME = /(?<![\w.])[A-Za-z_][\w.-]{0,99}/g;
/** In a program, a method may follow the call of another one: `.clientId("x").clientSecret("y")`. */
const NAME_OR_METHOD = /(?<!\w)[A-Za-z_][\w.]{0,99}/g;
/** A text that has a key for credentials itself (`"client_id=…&client_secret=…"`), which is read in its place. */
const HAS_KEYS = /(?:client|application)[^a-z0-9]{0,3}(?:id|secret|key)\\?["']?[ \t]?[=:]/i;

/** A text that is itself the name of a key. */
const IS_KEY = /(?:client|application|app)[^a-z0-9]{0,3}(?:id|secret|key)$/i;

/** Longest text in quotes. */
const LONGEST = 500;

/** Whatever isn't a literal, up to where it can't go on. */
const BARE = /\$\{[\w:.-]{1,100}\}|\$\(|%\w{1,100}%|[^\s"'`;&|<>(){},\\]{1,500}/y;
const IDENTIFIER = /[A-Za-z_$]/;

/** Reads the literals that the statements, arguments and dictionaries of a script give names. */
export function readScript(text: string, dialect: Dialect): readonly WrittenEntry[] {
  const found: WrittenEntry[] = [];
  const names = isProgram(dialect) ? NAME_OR_METHOD : NAME;
  names.lastIndex = 0;
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const [name] = match;
    const start = signOf(text, match.index, names.lastIndex, dialect);
    if (!start) continue;
    names.lastIndex = start.offset;
    const entry = valueAfter(text, start, { dialect, isQuoted: text[match.index - 1] === '"' });
    if (!entry) continue;
    found.push({ keyPath: [ownName(name, dialect)], offset: start.offset, ...entry });
    names.lastIndex = start.offset + entry.length;
  }
  const read = withoutRepeated(found);
  return isProgram(dialect) ? read.filter(isLiteral) : read;
}

function valueAfter(
  text: string,
  { offset, sign, kind }: Sign,
  { dialect, isQuoted }: Pick<BareText, 'dialect' | 'isQuoted'>,
): Value | undefined {
  const entry =
    quotedValue(text, offset, dialect) ??
    (kind === 'usual' ? bareValue(text, offset, { sign, dialect, isQuoted }) : undefined);
  if (!entry || HAS_KEYS.test(text.slice(offset, offset + entry.length))) return undefined;
  if (kind === 'usual') return entry;
  // A list of names, or a call about a name, is no assignment.
  const isOther = /\s/.test(entry.value) || IS_KEY.test(entry.value);
  const isEnded = kind === 'pair' || text[offset + entry.length] === ')';
  return isEnded && !isOther ? entry : undefined;
}

/** Only in R, a name may have dots. A method that sets something is named like it. */
function ownName(name: string, dialect: Dialect): string {
  if (dialect === 'r') return name;
  const last = name.split('.').at(-1) ?? name;
  return isProgram(dialect) ? last.replace(/^(?:with|set|add)_?(?=[A-Z])/i, '') : last;
}

type Value = Pick<WrittenEntry, 'value' | 'length'>;

function quotedValue(text: string, offset: number, dialect: Dialect): Value | undefined {
  const opening = openingAt(text, offset, dialect);
  if (!opening) return undefined;
  const start = offset + opening.length;
  const end = closing(text, start, opening, dialect);
  if (end === undefined) return undefined;
  const written = text.slice(start, end);
  const isExpression = opening.isTemplate && written.includes('{');
  const value = isExpression ? EXPRESSION : decodeQuoted(written, opening, dialect);
  return { value, length: end + opening.quote.length - offset };
}

/** Returns where a text in quotes ends. */
function closing(text: string, start: number, opening: Opening, dialect: Dialect): number | undefined {
  const { quote } = opening;
  const escaping = escapeIn(opening, dialect);
  const most = Math.min(text.length, start + LONGEST);
  for (let at = start; at < most; at += 1) {
    const character = text[at] ?? '';
    if (character === escaping) at += 1;
    else if (text.startsWith(quote, at)) {
      if (!doublesQuotes(opening, dialect) || text[at + 1] !== quote) return at;
      at += 1;
    } else if (quote.length === 1 && /[\r\n]/.test(character)) return undefined;
  }
  return undefined;
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
  /["'`]/.test(text[offset + written.length] ?? '');

function restOfLine(text: string, offset: number, isQuoted: boolean): Value | undefined {
  const rest = isQuoted ? /[^\r\n"]{1,500}/y : /[^\r\n"&|<>]{1,500}/y;
  rest.lastIndex = offset;
  const value = (rest.exec(text)?.[0] ?? '').trimEnd();
  return value === '' ? undefined : { value, length: value.length };
}

const isLiteral = ({ value }: WrittenEntry): boolean => value !== '' && value !== EXPRESSION;

/** A parameter that is named like a constant (`token(client_secret=client_secret)`, `client_secret=""`) isn't another value. */
function withoutRepeated(entries: readonly WrittenEntry[]): readonly WrittenEntry[] {
  const literals = new Set(entries.filter(isLiteral).map(({ keyPath }) => keyPath[0]));
  return entries.filter(entry => isLiteral(entry) || !literals.has(entry.keyPath[0]));
}
