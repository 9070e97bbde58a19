import { kindOfValue } from '../shapes/placeholderValue.ts';
import type { KnownEnds } from './knownEnds.ts';
import type { MaskedRange } from './maskRanges.ts';
import { trimRange } from './writtenValue.ts';

const CLOSING = /\\{0,7}["'`]?\)?\]?/y;
const SIGN = /[^\S\r\n]*(?::=|=>|(?:\|\||\?\?)=?|=(?!=)|:(?!\/\/))[^\S\r\n]*/y;
/** After the name of an option of a command, which is written `--client-secret`. */
const OPTION_SIGN = /["'`]?[,\s]\s*(?:- )?(?!["'`]?-)/y;
/** After the name of a variable that a function reads: `getenv('NAME', 'text')`. */
const ARGUMENT_SIGN = /["'`],\s*(?=["'`])/y;
/** After the name of an element of XML, with its attributes. */
const ELEMENT_SIGN = /[^<>/]*>/y;
/** In a sentence: `the password is x1`. */
const PROSE_SIGN = /["'`]?[ \t]+(?:is|was)[ \t]+(?=["'`]?[^\s"'`\d]*\d)/y;
const IN_CALL = /^\(["'`]$/;
/** An anchor or a tag of YAML. */
const PROPERTIES = /(?:(?:&[\w-]+|!!\w+)[ \t]+){1,2}/y;
/** A comment in place of a value. */
const EMPTY = /#(?:[ \t]|$)/my;
const OPENING = /(\\{0,7})(["'`])/y;
const BLOCK = /[|>][-+\d]{0,2}[ \t]*(?:#|[\r\n]|$)/y;
/** The next key in the same line. */
const NEXT_KEY = /[ \t]?\\{0,7}["']?[A-Za-z][\w.-]*\\{0,7}["']?[ \t]?[=:]/y;
const COMMENT = /\s(?:[#;]|\/\/|\/\*|--\s)|-->|\*\/|\/>|<\//y;

/** What follows a name: its value, and where reading goes on. */
export interface FoundValue {
  readonly range: MaskedRange;
  readonly next: number;
  readonly isQuoted: boolean;
}

const matchAt = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
};

/** Returns where the value of a name begins; `undefined` if there is no sign between them. */
export function valueStart(text: string, start: number, end: number): number | undefined {
  const sign = matchAt(SIGN, text, matchAt(CLOSING, text, end) ?? end);
  const at =
    sign ??
    (text[start - 1] === '<' ? matchAt(ELEMENT_SIGN, text, end) : undefined) ??
    (IN_CALL.test(text.slice(Math.max(0, start - 2), start))
      ? matchAt(ARGUMENT_SIGN, text, end)
      : undefined) ??
    matchAt(PROSE_SIGN, text, end) ??
    (text.startsWith('--', start) ? matchAt(OPTION_SIGN, text, end) : undefined);
  return at === undefined ? undefined : (matchAt(PROPERTIES, text, at) ?? at);
}

/** The first line of a text that goes on to a line with the same word. */
const HEREDOC = /["']?(?:\$\([ \t]*cat[ \t]*)?<<[-~]?[ \t]*["']?([A-Za-z_]\w*)["']?[^\r\n]*(?:\r\n|\r|\n)/y;

/** Returns the lines of a text that begins at a position and ends with a word; `undefined` if there is none. */
export function heredocAt(text: string, at: number): MaskedRange | undefined {
  HEREDOC.lastIndex = at;
  const word = HEREDOC.exec(text)?.[1];
  if (word === undefined) return undefined;
  const start = HEREDOC.lastIndex;
  for (let line = start; line < text.length; ) {
    LINE_END.lastIndex = line;
    const end = LINE_END.exec(text)?.index ?? text.length;
    if (text.slice(line, end).trim() === word) return { start, end: line };
    line = Math.max(LINE_END.lastIndex, end + 1);
    if (end === text.length) break;
  }
  return { start, end: text.length };
}

const LINE_END = /\r\n|\n|\r/g;

/** Tells whether the value at a position is a block of YAML, whose text is in the next lines. */
export const isBlockAt = (text: string, at: number): boolean => matchAt(BLOCK, text, at) !== undefined;

/** Of a value without quotes: what is looked at to tell a placeholder or a reference from a list or an object. */
const LONGEST_PLACEHOLDER = 300;

/**
 * Reads the value at a position, up to a limit; `undefined` if there is none, or an object.
 *
 * @param ends the ends of values in this text so far
 */
export function valueAt(
  text: string,
  at: number,
  limit: number,
  nameStart: number,
  ends: KnownEnds,
): FoundValue | undefined {
  if (at >= limit || matchAt(EMPTY, text, at) || isBlockAt(text, at)) return undefined;
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text);
  if (opening) return quotedValue(text, at, limit, opening);
  if (text[at] === '[') return listValue(text, at, limit, ends);
  const found = bareValue(text, at, { limit, nameStart, ends });
  const isObject = text[at] === '{' && !isStandIn(text, found.range.start, found.range.end);
  return isObject || found.range.end <= found.range.start ? undefined : found;
}

function quotedValue(
  text: string,
  at: number,
  limit: number,
  [whole, escapes = '', quote = '']: RegExpExecArray,
): FoundValue {
  const isTriple = text.startsWith(quote.repeat(3), at) && escapes === '';
  const mark = isTriple ? quote.repeat(3) : quote;
  const from = at + (isTriple ? 3 : whole.length);
  for (let end = from; end < limit; end += 1) {
    if (!text.startsWith(mark, end)) continue;
    let before = 0;
    while (before <= escapes.length && text[end - before - 1] === '\\') before += 1;
    // A quote inside the value has more backslashes than those around it, or is written twice.
    if (before > escapes.length) continue;
    if (!isTriple && escapes === '' && text[end + 1] === quote && end > from) end += 1;
    else return { range: { start: from, end: end - before }, next: end + mark.length, isQuoted: true };
  }
  return { range: { start: from, end: Math.max(from, limit) }, next: limit, isQuoted: true };
}

/** Tells whether what is in brackets or braces stands for a value: a placeholder or a reference. */
const isStandIn = (text: string, start: number, end: number): boolean =>
  end - start <= LONGEST_PLACEHOLDER && kindOfValue(text.slice(start, end)) !== 'value';

function listValue(text: string, at: number, limit: number, ends: KnownEnds): FoundValue {
  const { end } = ends.find(LIST_END, { at: at + 1, limit }, place => text[place] === ']');
  const isWhole = isStandIn(text, at, end + 1);
  // A placeholder or a reference in brackets is no list.
  const range = isWhole ? { start: at, end: Math.min(limit, end + 1) } : trimRange(text, at + 1, end);
  return { range, next: end, isQuoted: false };
}

interface Bare {
  readonly limit: number;
  readonly nameStart: number;
  readonly ends: KnownEnds;
}

/** Reads a value without quotes: up to the end of the line, a comment, or the next key. */
function bareValue(text: string, at: number, { limit, nameStart, ends }: Bare): FoundValue {
  const before = text[nameStart - 1] ?? '';
  const isWord = text.startsWith('--', nameStart) || before === '?' || before === '&';
  // What ends the value at once, from its context: a word of a command or address, an element of XML, a connection string.
  const stops = isWord ? WORD_END : (ENDS[before] ?? NEVER);
  const known = ends.find(stops, { at, limit }, place => {
    const sign = text[place] ?? '';
    return stops.test(sign) || (MAY_END.test(sign) && place > at && isEnd(text, place));
  });
  const { start, end: last } = trimRange(text, at, known.end);
  let stop = last;
  while (stop > start && isLoose(text[stop - 1] ?? '', opening => known.lastOf(text, opening) >= start))
    stop -= 1;
  return { range: { start, end: stop }, next: known.end, isQuoted: false };
}

const LIST_END = /\]/;
const WORD_END = /[\s&"'<>#]/;
const NEVER = /(?!)/;
const ENDS: Readonly<Record<string, RegExp>> = { '<': /</, ';': /;/ };
const MAY_END = /[\s*/<&;,-]/;

function isEnd(text: string, at: number): boolean {
  const isSeparator = text[at] === '&' || text[at] === ';' || text[at] === ',';
  return matchAt(isSeparator ? NEXT_KEY : COMMENT, text, isSeparator ? at + 1 : at) !== undefined;
}

/** Tells whether the last sign of a value separates it from what follows. */
function isLoose(sign: string, has: (opening: string) => boolean): boolean {
  if (sign === ',' || sign === ';') return true;
  const opening = { '}': '{', ')': '(', ']': '[' }[sign];
  return opening !== undefined && !has(opening);
}
