import * as l10n from '@vscode/l10n';
import type { VerifyCause } from '../../../credentials/verification/diagnosis.ts';
import type { Diagnosis } from '../../../credentials/verification/verifyPlace.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { bindingInShort } from '../../vocabulary/words/bindingWords.ts';
import { verifiedInWords } from '../../vocabulary/words/verifiedWords.ts';

const MINUTE_MS = 60_000;

const WORDS: Readonly<Record<VerifyCause, (diagnosis: Diagnosis) => string>> = {
  works: ({ verified }) => (verified ? verifiedInWords(verified) : l10n.t('It works.')),
  otherTenant: ({ verified }) =>
    l10n.t(
      'It works, but for another tenant ({0}): the connection has the wrong tenant id.',
      verified?.tenantId ?? '?',
    ),
  clientGone: () => l10n.t('The service has no such client any more: it was deleted.'),
  clientDisabled: () => l10n.t('The client is disabled.'),
  secretGone: () => l10n.t('The secret was deleted in the service.'),
  expired: () => l10n.t('The secret has expired.'),
  clock: ({ clockAheadMs = 0 }) =>
    l10n.t(
      'The secret has expired by the service’s clock. The clock of this machine is {0} min behind it: set it.',
      Math.round(clockAheadMs / MINUTE_MS),
    ),
  notEffectiveYet: () =>
    l10n.t('The service does not accept the secret yet: changes can take up to an hour. Try again later.'),
  replaced: () => l10n.t('Somebody has written another value there, and the service does not accept it.'),
  wrongSecret: () =>
    l10n.t('The service does not accept the secret: it is not, or is no longer, the one of this client.'),
  notKept: () => l10n.t('SecretStorage has lost the value.'),
  noValue: () => l10n.t('The key or its file is not there any more.'),
  failed: ({ error }) => errorInWords(error).text,
};

/** Says what came of trying a credential: what it can do, or why it does not work. */
export const diagnosisInWords = (diagnosis: Diagnosis): string => WORDS[diagnosis.cause](diagnosis);

/** Names the place that was tried. */
export const verifiedPlaceInWords = ({ place: { binding } }: Pick<Diagnosis, 'place'>): string =>
  binding ? bindingInShort(binding) : l10n.t('SecretStorage');
