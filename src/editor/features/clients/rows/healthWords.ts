import * as l10n from '@vscode/l10n';
import {
  type ClientHealth,
  type ExpiringSecret,
  type SecretState,
  secretState,
} from '../../../../credentials/clientHealth.ts';
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

/** Returns when a secret expires in as few words as a row has room for: "in 12 days", "expired 3 days ago". */
export function secretInWords(secret: ExpiringSecret, now: Date): string {
  const { expiresAt } = secret;
  const state = secretState(secret, now);
  const words: Readonly<Record<SecretState, () => string>> = {
    unknown: () => l10n.t('expiration unknown'),
    neverExpires: () => l10n.t('never expires'),
    expired: () => l10n.t('expired {0}', distanceInWords(expiresAt ?? now, now)),
    expiring: () => distanceInWords(expiresAt ?? now, now),
    valid: () => distanceInWords(expiresAt ?? now, now),
  };
  return words[state]();
}
