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
      'It works, but for another tenant ({0}). The connection has the wrong tenant ID.',
      verified?.tenantId ?? '?',
    ),
  clientGone: () => l10n.t('The client no longer exists. It was deleted in the service.'),
  clientDisabled: () => l10n.t('The client is disabled.'),
  secretGone: () => l10n.t('The secret was deleted in the service.'),
  expired: () => l10n.t('The secret has expired.'),
  clock: ({ clockAheadMs = 0 }) =>
    l10n.t(
      "By the service's clock, the secret has expired. This machine's clock is {0} min behind. Correct it.",
      Math.round(clockAheadMs / MINUTE_MS),
    ),
  notEffectiveYet: () =>
    l10n.t("The service doesn't accept the secret yet. Changes can take up to an hour. Try again later."),
  replaced: () =>
    l10n.t("The value was changed by someone else, and the service doesn't accept the new one."),
  wrongSecret: () =>
    l10n.t("The service doesn't accept the secret. It isn't a secret of this client, or is no longer one."),
  notKept: () => l10n.t('Secret storage no longer has the value.'),
  noValue: () => l10n.t('The key or its file no longer exists.'),
  failed: ({ error }) => errorInWords(error).text,
};

/** Says what came of trying a credential: what it can do, or why it does not work. */
export const diagnosisInWords = (diagnosis: Diagnosis): string => WORDS[diagnosis.cause](diagnosis);

/** Names the place that was tried. */
export const verifiedPlaceInWords = ({ place: { binding } }: Pick<Diagnosis, 'place'>): string =>
  binding ? bindingInShort(binding) : l10n.t('Secret storage');
