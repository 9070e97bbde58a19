import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { FormatFault } from '../fileFormat.ts';
import { placeOf } from '../textEdit.ts';

/** Signs of a text. The parser takes some microseconds for what is between two, in which the editor's extensions wait. */
const MOST_SIGNS = 200_000;

/** Open brackets: whether more of them exhaust the stack depends on the machine, and the parser takes 0.1 s for these. */
const MOST_BRACKETS = 10_000;

/**
 * Parses TOML 1.0. The parser calls itself for each escape of a string and each nested array, and an author may write any number.
 */
export function parseToml(text: string): AST.TOMLTopLevelTable | FormatFault {
  if (isLong(text) || isDeep(text)) return { code: 'tooComplex', detail: '' };
  try {
    return parseTOML(text, { tomlVersion: '1.0' }).body[0];
  } catch (error) {
    if (error instanceof ParseError)
      return { code: 'notParsable', detail: placeOf(text, faultOffset(text, error.index)) };
    if (error instanceof RangeError) return { code: 'tooComplex', detail: '' };
    throw error;
  }
}

/** Where a line or the text ends too soon, the parser tells the next line. */
function faultOffset(text: string, index: number): number {
  const before = text.slice(0, index).trimEnd();
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const isOpen = line.endsWith('=') || (line.startsWith('[') && !line.includes(']'));
  const isOnNextLine = isOpen && text.slice(before.length, index).includes('\n');
  return isOnNextLine || index >= text.length ? before.length : index;
}

function isLong(text: string): boolean {
  if (text.length <= MOST_SIGNS) return false;
  return (text.match(/[=,.[\]{}\n]/g)?.length ?? 0) > MOST_SIGNS;
}

/** Counts brackets in strings and comments, too: files written by people don't have that many open brackets. */
function isDeep(text: string): boolean {
  if (text.length <= MOST_BRACKETS) return false;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MOST_BRACKETS) return true;
  }
  return false;
}
