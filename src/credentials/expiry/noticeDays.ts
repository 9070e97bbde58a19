/** Days before expiration at which the user is notified; default of the setting. */
export const NOTICE_DAYS: readonly number[] = [30, 14, 7, 1];

/** Reads the setting as far as it makes sense: a user may have written anything. */
export function readNoticeDays(setting: unknown): readonly number[] {
  if (!Array.isArray(setting)) return NOTICE_DAYS;
  return setting.filter(
    (each): each is number => typeof each === 'number' && Number.isFinite(each) && each > 0,
  );
}
