import { languageTag } from './languageTag.ts';

/** Writes a day in the editor's language: "November 28, 2027" (UTC, in which days are counted). */
export const longDateInWords = (date: Date): string =>
  new Intl.DateTimeFormat(languageTag(), { dateStyle: 'long', timeZone: 'UTC' }).format(date);

/**
 * Writes the time of day of something that has just happened, in the editor's language: "10:42 AM".
 *
 * @param timeZone IANA name; default: that of this machine
 */
export const timeInWords = (date: Date, timeZone?: string): string =>
  new Intl.DateTimeFormat(languageTag(), { timeStyle: 'short', timeZone }).format(date);
