/** Says that a notice has been given. */
export interface NoticeMark {
  readonly mark: string;
}

/** Checks a mark as read from disk. */
export const decodeNoticeMark = (value: unknown): NoticeMark | undefined =>
  typeof (value as NoticeMark | null)?.mark === 'string' ? (value as NoticeMark) : undefined;
