import * as l10n from '@vscode/l10n';
import type { FileBinding } from '../../../credentials/records/bindings.ts';
import type { VerifyCause } from '../../../credentials/verification/diagnosis.ts';
import type { Diagnosis } from '../../../credentials/verification/verifyPlace.ts';
import { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { unreadReasonInWords } from '../../vocabulary/errors/projectFileErrorWords.ts';
import { bindingFileInWords, bindingInShort } from '../../vocabulary/words/bindingWords.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import { verifiedInWords } from '../../vocabulary/words/verifiedWords.ts';
import type { VerificationResult } from './verificationResults.ts';

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
  failed: ({ error, place }) =>
    error instanceof ProjectFileError && place.binding
      ? unreadReasonInWords(inFolder(error, place.binding))
      : errorInWords(error).text,
};

/** The same error, with the file's path from its folder: a person knows the file by that. */
const inFolder = (
  { code, detail, position, cause }: ProjectFileError,
  binding: FileBinding,
): ProjectFileError => new ProjectFileError(code, bindingFileInWords(binding), { detail, position, cause });

/** Says what came of trying a credential: what it can do, or why it does not work. */
export const diagnosisInWords = (diagnosis: Diagnosis): string => WORDS[diagnosis.cause](diagnosis);

/** Names the place that was tried. */
export const verifiedPlaceInWords = ({ place: { binding } }: Pick<Diagnosis, 'place'>): string =>
  binding ? bindingInShort(binding) : l10n.t('SecretStorage');

/** Writes what came of trying a credential as a chip does. */
export function causeInWords({ cause, error }: Pick<Diagnosis, 'cause' | 'error'>): string {
  const words: Readonly<Record<VerifyCause, () => string>> = {
    works: () => l10n.t('Works'),
    otherTenant: () => l10n.t('Other tenant'),
    clientGone: () => l10n.t('Client deleted'),
    clientDisabled: () => l10n.t('Client disabled'),
    secretGone: () => l10n.t('Secret deleted'),
    expired: () => l10n.t('Expired'),
    clock: () => l10n.t('Clock is behind'),
    notEffectiveYet: () => l10n.t('Not in effect yet'),
    replaced: () => l10n.t('Changed outside'),
    wrongSecret: () => l10n.t('Refused'),
    notKept: () => l10n.t('Value lost'),
    noValue: () => l10n.t('Value missing'),
    failed: () =>
      error instanceof ProjectFileError ? l10n.t('File can’t be read') : l10n.t('Couldn’t verify'),
  };
  return words[cause]();
}

/** Names a result, as the tile that counts it does. */
export function resultInWords(result: VerificationResult): string {
  const words: Readonly<Record<VerificationResult, string>> = {
    works: l10n.t('Works'),
    fails: l10n.t('Doesn’t work'),
    later: l10n.t('Couldn’t verify'),
  };
  return words[result];
}

/** Says what came of verifying everything: "3 of 14 credentials don't work." */
export function outcomeInWords({
  works,
  fails,
  later,
  untried,
}: Readonly<Record<VerificationResult | 'untried', number>>): string {
  const all = countInWords(works + fails + later + untried);
  if (untried > 0)
    return l10n.t('Canceled. {0} of {1} credentials weren’t verified.', countInWords(untried), all);
  if (fails === 1) return l10n.t('1 of {0} credentials doesn’t work.', all);
  if (fails > 0) return l10n.t('{0} of {1} credentials don’t work.', countInWords(fails), all);
  if (later === 1) return l10n.t('1 of {0} credentials couldn’t be verified.', all);
  if (later > 0) return l10n.t('{0} of {1} credentials couldn’t be verified.', countInWords(later), all);
  return works === 1 ? l10n.t('The credential works.') : l10n.t('All {0} credentials work.', all);
}
