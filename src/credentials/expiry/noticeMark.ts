import * as v from 'valibot';
import { decoderOf } from '../records/decoderOf.ts';

const noticeMark = v.object({
  mark: v.string(),
  /** ISO 8601, by the clock of that time; missing in the first marks. */
  toldAt: v.optional(v.string()),
});

/** A record that a notice has been given. */
export type NoticeMark = Readonly<v.InferOutput<typeof noticeMark>>;

/** Checks a mark as read from disk. */
export const decodeNoticeMark = decoderOf(noticeMark);

/** A clock that is set back by less, milliseconds, was not wrong. */
const TOLERANCE_MS = 86_400_000;

/**
 * Returns the marks of the notices that have been given. Notices with a time in the future do not count: the clock was
 * wrong then, and what was shown years too early has to be shown again in time.
 */
export const toldMarks = (marks: readonly NoticeMark[], now: Date): ReadonlySet<string> =>
  new Set(
    marks
      .filter(({ toldAt }) => toldAt === undefined || Date.parse(toldAt) - now.getTime() < TOLERANCE_MS)
      .map(({ mark }) => mark),
  );
