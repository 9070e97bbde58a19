import * as l10n from '@vscode/l10n';
import type { DueNotice, WatchedSecret } from '../../../credentials/expiry/dueNotices.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { distanceInWords } from '../../vocabulary/words/expiryWords.ts';

/** Secrets that a notice names; a longer list is not read. */
const NAMED = 3;

function listNames(names: readonly string[]): string {
  const rest = names.length - NAMED;
  const shown = names.slice(0, NAMED).join(', ');
  return rest > 0 ? l10n.t('{0} and {1} more', shown, rest) : shown;
}

/** Says of one or several secrets that they expire, the soonest first. */
export function noticesInWords(notices: readonly DueNotice[], now: Date): string {
  const sorted = notices.toSorted(
    (one, other) => one.secret.expiresAt.getTime() - other.secret.expiresAt.getTime(),
  );
  const [first] = sorted;
  if (first && sorted.length === 1) {
    const { clientName, expiresAt } = first.secret;
    const distance = distanceInWords(expiresAt, now);
    return expiresAt <= now
      ? l10n.t('A secret of “{0}” has expired ({1}).', clientName, distance)
      : l10n.t('A secret of “{0}” expires {1}.', clientName, distance);
  }
  const names = sorted.map(({ secret }) =>
    l10n.t('“{0}” {1}', secret.clientName, distanceInWords(secret.expiresAt, now)),
  );
  return l10n.t('{0} secrets expire: {1}.', sorted.length, listNames(names));
}

/** Says which saved values are no longer in SecretStorage. */
export function lostInWords(lost: readonly KeptSecret[]): string {
  const names = listNames(lost.map(({ clientName }) => l10n.t('“{0}”', clientName)));
  return lost.length === 1
    ? l10n.t('SecretStorage has lost a secret of {0}. Nobody can read it again.', names)
    : l10n.t('SecretStorage has lost {0} secrets: {1}. Nobody can read them again.', lost.length, names);
}

/** Says how many of the watched secrets expire soon. */
export function expiringCountInWords(expiring: readonly WatchedSecret[]): string {
  return expiring.length === 1
    ? l10n.t('1 secret expires soon')
    : l10n.t('{0} secrets expire soon', expiring.length);
}
