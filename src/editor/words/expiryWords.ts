import * as l10n from '@vscode/l10n';
import { daysUntil, type ExpiringSecret } from '../../credentials/clientHealth.ts';

/** Writes a date the way that sorts and that nobody misreads: `2027-11-23` (UTC). */
export function dateInWords(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Writes how far off a date is: "in 12 days", "today", "3 days ago". */
export function distanceInWords(date: Date, now: Date): string {
  const days = daysUntil(date, now);
  if (date <= now) {
    const ago = daysUntil(now, date);
    if (ago === 0) return l10n.t('today');
    return ago === 1 ? l10n.t('1 day ago') : l10n.t('{0} days ago', ago);
  }
  if (days === 0) return l10n.t('within a day');
  return days === 1 ? l10n.t('in 1 day') : l10n.t('in {0} days', days);
}

/** Writes a secret's expiry: "expires 2027-11-23, in 12 days", "never expires", "expired 3 days ago". */
export function expiryInWords({ expiresAt }: ExpiringSecret, now: Date): string {
  if (!expiresAt) return l10n.t('never expires');
  if (expiresAt <= now) return l10n.t('expired {0}', distanceInWords(expiresAt, now));
  return l10n.t('expires {0}, {1}', dateInWords(expiresAt), distanceInWords(expiresAt, now));
}
