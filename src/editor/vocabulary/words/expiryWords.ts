import * as l10n from '@vscode/l10n';
import type { ExpiringSecret } from '../../../credentials/clientHealth.ts';

/** Writes a date so that it sorts and cannot be misread: `2027-11-23` (UTC). */
export function dateInWords(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** Returns how many days of the calendar a date is off, negative for the past: dates are written in UTC, and so counted. */
export const calendarDays = (date: Date, now: Date): number =>
  Math.floor(date.getTime() / DAY_MS) - Math.floor(now.getTime() / DAY_MS);

/** Writes how far off a date is, in days of the calendar: "today", "tomorrow", "in 12 days", "3 days ago". */
export function distanceInWords(date: Date, now: Date): string {
  const days = calendarDays(date, now);
  if (days === 0) return l10n.t('today');
  if (days === 1) return l10n.t('tomorrow');
  if (days === -1) return l10n.t('yesterday');
  return days > 0 ? l10n.t('in {0} days', days) : l10n.t('{0} days ago', -days);
}

/** Writes a secret's expiry: "expires 2027-11-23, in 12 days", "never expires", "expired 3 days ago". */
export function expiryInWords({ expiresAt, expiryUnknown }: ExpiringSecret, now: Date): string {
  if (expiryUnknown) return l10n.t('expiration unknown');
  if (!expiresAt) return l10n.t('never expires');
  if (expiresAt <= now) return l10n.t('expired {0}', distanceInWords(expiresAt, now));
  return l10n.t('expires {0}, {1}', dateInWords(expiresAt), distanceInWords(expiresAt, now));
}
