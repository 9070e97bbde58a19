import { linesOf } from '../formats/textLines.ts';

/** A part of a text that isn't shown: from its first character up to, and without, its end. */
export interface MaskedRange {
  readonly start: number;
  readonly end: number;
}

/** Sorts ranges and joins those that overlap. */
export function joinRanges(ranges: readonly MaskedRange[]): readonly MaskedRange[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) joined.push({ start, end });
  }
  return joined;
}

/**
 * Returns a text with masks in place of its ranges, which don't overlap. A range of several lines gets a mask on each, so
 * that the lines of the text stay.
 */
export function maskRanges(
  text: string,
  ranges: readonly MaskedRange[],
  maskOf: (range: MaskedRange) => string,
): string {
  const parts: string[] = [];
  let done = 0;
  for (const range of ranges) {
    const mask = maskOf(range);
    parts.push(text.slice(done, range.start), maskLines(text.slice(range.start, range.end), mask));
    done = range.end;
  }
  return parts.join('') + text.slice(done);
}

function maskLines(written: string, mask: string): string {
  const lines = linesOf(written).map(({ start, end, next }) => {
    const line = written.slice(start, end);
    const blanks = line.slice(0, line.length - line.trimStart().length);
    return `${line.trim() === '' ? line : `${blanks}${mask}`}${written.slice(end, next)}`;
  });
  return lines.join('');
}
