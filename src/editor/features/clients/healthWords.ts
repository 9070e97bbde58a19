import * as l10n from '@vscode/l10n';
import type { ClientHealth } from '../../../credentials/clientHealth.ts';
import { secretCountInWords } from '../../vocabulary/words/countWords.ts';
import { distanceInWords } from '../../vocabulary/words/expiryWords.ts';

/** Returns a client's health as text: "2 secrets · next expires in 12 days", "disabled", "no secret". */
export function healthInWords(health: ClientHealth, now: Date): string {
  const parts = [
    health.state === 'disabled' ? l10n.t('disabled') : '',
    secretCountInWords(health.secretCount),
    expiriesInWords(health, now),
  ];
  return parts.filter(part => part !== '').join(' · ');
}

function expiriesInWords(
  { secretCount, expiredCount, unknownCount, nextExpiry }: ClientHealth,
  now: Date,
): string {
  if (secretCount === 0) return '';
  if (expiredCount === secretCount) return secretCount === 1 ? l10n.t('expired') : l10n.t('all expired');
  const expired = expiredCount > 0 ? l10n.t('{0} expired', expiredCount) : '';
  const next = nextExpiry ? l10n.t('next expires {0}', distanceInWords(nextExpiry, now)) : '';
  const unknown = unknownCount > 0 ? l10n.t('expiration unknown') : '';
  const never = !nextExpiry && !unknown ? l10n.t('never expires') : '';
  return [expired, next, unknown, never].filter(part => part !== '').join(' · ');
}
