import * as l10n from '@vscode/l10n';
import type { ClientHealth } from '../../../../credentials/clientHealth.ts';
import { secretCountInWords } from '../../../vocabulary/words/countWords.ts';
import { distanceInWords } from '../../../vocabulary/words/expiryWords.ts';

/** Returns a client's health as text, the most urgent first: "in 12 days · 2 secrets", "expired", "disabled". */
export function healthInWords(health: ClientHealth, now: Date): string {
  const disabled = health.state === 'disabled' ? l10n.t('disabled') : '';
  return [disabled, urgencyInWords(health, now), countsInWords(health)]
    .filter(part => part !== '')
    .join(' · ');
}

function urgencyInWords(
  { secretCount, expiredCount, unknownCount, nextExpiry }: ClientHealth,
  now: Date,
): string {
  if (secretCount === 0) return '';
  if (expiredCount === secretCount) return l10n.t('expired');
  if (nextExpiry) return distanceInWords(nextExpiry, now);
  return unknownCount > 0 ? l10n.t('expiration unknown') : l10n.t('never expires');
}

function countsInWords({ secretCount, expiredCount }: ClientHealth): string {
  // One is the usual number, and a row has little room.
  if (secretCount === 1) return '';
  const isMixed = expiredCount > 0 && expiredCount < secretCount;
  return isMixed ? l10n.t('{0} of {1} expired', expiredCount, secretCount) : secretCountInWords(secretCount);
}
