import { hiddenParts } from './hiddenParts.ts';
import type { LineCursor } from './lineCursor.ts';
import type { MaskedRange } from './maskRanges.ts';
import { isContainerName, isHarmlessInContainer } from './secretKey.ts';
import { isBlockAt } from './valueSyntax.ts';
import { trimRange } from './writtenValue.ts';

const INDENT = /([ \t]*)(?:(#|\/\/|;|!)([ \t]*))?/y;
/** Columns in which the sign of a comment is looked for. */
const WIDEST = 200;
const COMMENT_SIGN = /^[ \t]*(#|\/\/|;|!)/;
const ITEM = /^-\s/;
const KEY = /^(?:export )?["']?[\w.-]{1,100}["']?\s?(?:=[^=]|:(?:\s|$))/;

/** The text below a name, and what its lines are compared with. */
interface Below {
  readonly from: number;
  readonly limit: number;
  /** Column of the name, and the sign of the comment that it is in. */
  readonly column: number;
  readonly sign: string;
  readonly isBlock: boolean;
  /** Whether the lines are keys of an object that has only secrets. */
  readonly isContainer: boolean;
}

/**
 * Finds the values below a name that has none in its own line: those of a list, the lines of a block, or one that begins in
 * the next line. Stops where the format itself reads a value.
 *
 * @param at where the value would begin
 */
export function scanBelow(
  text: string,
  cursor: LineCursor,
  [nameStart, nameEnd]: readonly [start: number, end: number],
  at: number,
): readonly MaskedRange[] {
  const { lineStart, lineEnd } = cursor;
  const isBlock = isBlockAt(text, at);
  if (!isBlock && at < lineEnd && text[at] !== '#') return [];
  const known = cursor.valueAround(nameStart);
  return linesBelow(text, {
    from: lineAt(text, lineEnd).next,
    limit: known ? known.inner.end : (cursor.valueAfter(nameStart)?.start ?? text.length),
    column: nameStart - lineStart - (/["']/.test(text[nameStart - 1] ?? '') ? 1 : 0),
    sign: COMMENT_SIGN.exec(text.slice(lineStart, Math.min(nameStart, lineStart + WIDEST)))?.[1] ?? '',
    isBlock,
    isContainer: isContainerName(text.slice(nameStart, nameEnd)),
  });
}

function linesBelow(text: string, below: Below): readonly MaskedRange[] {
  const { from, limit, column, sign } = below;
  const found: MaskedRange[] = [];
  let next = from;
  for (let at = from; at < limit; at = next) {
    const { end, next: after } = lineAt(text, at);
    next = after;
    INDENT.lastIndex = at;
    const [, blanks = '', own = '', gap = ''] = INDENT.exec(text) ?? [];
    const content = text.slice(at + blanks.length + own.length + gap.length, end);
    if (content === '') continue;
    const indent = blanks.length + own.length + gap.length;
    if (own !== sign || !isBelow(content, indent - column, below, found.length === 0)) break;
    const start = at + indent;
    const from = lengthOfKey(content, below.isContainer);
    if (from !== undefined) found.push(...hideLine(text, start + from, start + content.length));
  }
  return found;
}

/** Tells whether a line belongs to the name above it. */
function isBelow(content: string, depth: number, { isBlock, isContainer }: Below, isFirst: boolean): boolean {
  const isItem = ITEM.test(content);
  // The elements of a list may begin in the same column as its name.
  if (depth < 0 || (depth === 0 && !isItem)) return false;
  return isBlock || isContainer || (!KEY.test(isItem ? content.slice(2) : content) && (isItem || isFirst));
}

const KEY_SIGN = /^(["']?)([\w.-]+)\1\s*[=:]\s*/;

/** Returns how much of a line is before its value; `undefined` if it has no secret. */
function lengthOfKey(content: string, isContainer: boolean): number | undefined {
  const item = ITEM.test(content) ? 2 : 0;
  if (!isContainer) return item;
  const [key = '', , name = ''] = KEY_SIGN.exec(content.slice(item)) ?? [];
  return isHarmlessInContainer(name) ? undefined : item + key.length;
}

const LINE_END = /\r\n|\n|\r/g;

/** Returns the end of the line at an offset, and the start of the next one. */
function lineAt(text: string, at: number): { readonly end: number; readonly next: number } {
  LINE_END.lastIndex = at;
  const found = LINE_END.exec(text);
  return found ? { end: found.index, next: LINE_END.lastIndex } : { end: text.length, next: text.length };
}

function hideLine(text: string, from: number, to: number): readonly MaskedRange[] {
  const { start, end } = trimRange(text, from, to);
  const isQuoted = /^["']/.test(text[start] ?? '') && end - start > 1 && text[end - 1] === text[start];
  return hiddenParts(text, isQuoted ? { start: start + 1, end: end - 1 } : { start, end });
}
