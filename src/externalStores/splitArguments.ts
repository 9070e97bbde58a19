/** Why a text can't be split, and at which character, from 1. */
export interface ArgumentsFault {
  /** `unclosed`: a quotation mark that is opened there is never closed. `control`: a character that no argument can have. */
  readonly kind: 'unclosed' | 'control';
  readonly at: number;
  readonly character: string;
}

/** The arguments, or what is wrong with the text. */
export type SplitArguments =
  | { readonly args: readonly string[]; readonly fault?: never }
  | { readonly args?: never; readonly fault: ArgumentsFault };

const BLANK = /[ \t]/;

/**
 * Splits arguments that a user typed, by the same rules on every platform; no shell runs them.
 *
 * - Blanks separate arguments, except between quotation marks, which may begin and end anywhere: `--name="two words"`.
 * - Between single quotation marks, every character stands for itself.
 * - A backslash stands for itself, too (`"C:\Program Files\x"`), unless a double quotation mark follows: `\"` is that mark as
 *   a character, and `\\"` a backslash before a mark that opens or closes. This is how programs of Windows split theirs.
 */
export function splitArguments(written: string): SplitArguments {
  const control = /\p{Cc}/u.exec(written.replaceAll('\t', ' '));
  if (control) return { fault: { kind: 'control', at: control.index + 1, character: control[0] } };
  const args: string[] = [];
  let at = 0;
  while (at < written.length) {
    if (BLANK.test(written[at] ?? '')) {
      at += 1;
      continue;
    }
    const read = readArgument(written, at);
    if ('fault' in read) return read;
    args.push(read.text);
    at = read.end;
  }
  return { args };
}

/** What a part of the text stands for, and the index behind it. */
interface Part {
  readonly text: string;
  readonly end: number;
}

/** Where a quotation mark is that is never closed. */
interface Unclosed {
  readonly fault: ArgumentsFault;
}

function readArgument(text: string, start: number): Part | Unclosed {
  let argument = '';
  let at = start;
  while (at < text.length && !BLANK.test(text[at] ?? '')) {
    const part = readPart(text, at);
    if ('fault' in part) return part;
    argument += part.text;
    at = part.end;
  }
  return { text: argument, end: at };
}

function readPart(text: string, at: number): Part | Unclosed {
  if (text[at] === '"') return readDoubleQuoted(text, at);
  if (text[at] !== "'") return readCharacter(text, at);
  const end = text.indexOf("'", at + 1);
  return end < 0 ? unclosed(text, at) : { text: text.slice(at + 1, end), end: end + 1 };
}

function readDoubleQuoted(text: string, opened: number): Part | Unclosed {
  let quoted = '';
  let at = opened + 1;
  while (at < text.length) {
    if (text[at] === '"') return { text: quoted, end: at + 1 };
    const part = readCharacter(text, at);
    quoted += part.text;
    at = part.end;
  }
  return unclosed(text, opened);
}

const unclosed = (text: string, at: number): Unclosed => ({
  fault: { kind: 'unclosed', at: at + 1, character: text[at] ?? '' },
});

/** Reads a character, or backslashes and, if their number is odd, the double quotation mark behind them. */
function readCharacter(text: string, at: number): Part {
  if (text[at] !== '\\') return { text: text[at] ?? '', end: at + 1 };
  let end = at;
  while (text[end] === '\\') end += 1;
  if (text[end] !== '"') return { text: text.slice(at, end), end };
  const half = '\\'.repeat(Math.floor((end - at) / 2));
  return (end - at) % 2 === 0 ? { text: half, end } : { text: `${half}"`, end: end + 1 };
}

/** Writes arguments so that {@link splitArguments} returns them again. */
export function joinArguments(args: readonly string[]): string {
  return args.map(quoteArgument).join(' ');
}

function quoteArgument(argument: string): string {
  if (argument !== '' && !/[\s"']/.test(argument)) return argument;
  let quoted = '';
  let backslashes = 0;
  for (const character of argument) {
    // Backslashes stand for themselves, unless a quotation mark follows: then each needs another one.
    if (character === '"') quoted += `${'\\'.repeat(backslashes)}\\`;
    quoted += character;
    backslashes = character === '\\' ? backslashes + 1 : 0;
  }
  return `"${quoted}${'\\'.repeat(backslashes)}"`;
}
