import * as l10n from '@vscode/l10n';
import type { ExpiringSecret } from '../../../credentials/clientHealth.ts';

/** Writes a date so that it sorts and cannot be misread: `2027-11-23` (UTC). */
export function dateInWords(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/**
 * Writes how far off a date is: "in 12 days", "today", "3 days ago". To the nearest day, so that a secret that was made for
 * 90 days says so; but what is less than a day is never a whole one.
 */
export function distanceInWords(date: Date, now: Date): string {
  const apart = Math.abs(date.getTime() - now.getTime()) / DAY_MS;
  const days = Math.round(apart);
  if (date <= now) {
    if (apart < 1) return l10n.t('today');
    return days === 1 ? l10n.t('1 day ago') : l10n.t('{0} days ago', days);
  }
  if (apart < 1) return l10n.t('within a day');
  return days === 1 ? l10n.t('in 1 day') : l10n.t('in {0} days', days);
}

/** Writes a secret's expiry: "expires 2027-11-23, in 12 days", "never expires", "expired 3 days ago". */
export function expiryInWords({ expiresAt, expiryUnknown }: ExpiringSecret, now: Date): string {
  if (expiryUnknown) return l10n.t('expiration unknown');
  if (!expiresAt) return l10n.t('never expires');
  if (expiresAt <= now) return l10n.t('expired {0}', distanceInWords(expiresAt, now));
  return l10n.t('expires {0}, {1}', dateInWords(expiresAt), distanceInWords(expiresAt, now));
}
