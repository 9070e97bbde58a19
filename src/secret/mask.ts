/** What is shown instead of a secret. */
export const MASK = '[secret]';

/** A part of a text: from its first character up to, and without, its end. */
export type Range = readonly [from: number, end: number];

/** Replaces ranges of a text by {@link MASK}. The ranges can overlap, and those that do are masked once. */
export function maskRanges(text: string, ranges: readonly Range[]): string {
  let masked = '';
  let done = 0;
  let open: number | undefined;
  for (const [from, end] of ranges.toSorted(([one], [other]) => one - other)) {
    if (open === undefined || from > done) {
      masked += (open === undefined ? '' : MASK) + text.slice(done, from);
      open = from;
    }
    done = Math.max(done, end);
  }
  return open === undefined ? text : masked + MASK + text.slice(done);
}
