import * as l10n from '@vscode/l10n';
import { type ExpiringSecret, type SecretState, secretState } from '../../../credentials/clientHealth.ts';
import { distanceInWords } from './expiryWords.ts';

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
