import * as v from 'valibot';
import { decoderOf } from '../records/decoderOf.ts';

const noticeMark = v.object({
  mark: v.string(),
  /** ISO 8601, by the clock of that time; missing in the first marks. */
  toldAt: v.optional(v.string()),
});

/** Says that a notice has been given. */
export type NoticeMark = Readonly<v.InferOutput<typeof noticeMark>>;

/** Checks a mark as read from disk. */
export const decodeNoticeMark = decoderOf(noticeMark);

/** A clock that is set back by less, milliseconds, was not wrong before. */
const TOLERANCE_MS = 86_400_000;

/**
 * Returns what has been told. What was told in the future does not count: the clock was wrong then, and what it made us
 * tell years too early has to be told in its time.
 */
export const toldMarks = (marks: readonly NoticeMark[], now: Date): ReadonlySet<string> =>
  new Set(
    marks
      .filter(({ toldAt }) => toldAt === undefined || Date.parse(toldAt) - now.getTime() < TOLERANCE_MS)
      .map(({ mark }) => mark),
  );
