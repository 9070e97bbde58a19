/** Says that a notice has been given. */
export interface NoticeMark {
  readonly mark: string;
  /** ISO 8601, by the clock of then; missing in marks of before it was noted. */
  readonly toldAt?: string;
}

/** Checks a mark as read from disk. */
export const decodeNoticeMark = (value: unknown): NoticeMark | undefined =>
  typeof (value as NoticeMark | null)?.mark === 'string' ? (value as NoticeMark) : undefined;

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
