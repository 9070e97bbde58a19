import * as l10n from '@vscode/l10n';
import type { CredentialState } from '../../../credentials/projectCredential.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';

type Words = {
  readonly [Kind in CredentialState['kind']]: (
    state: Extract<CredentialState, { kind: Kind }>,
    now: Date,
  ) => string;
};

const WORDS: Words = {
  clientGone: () => l10n.t('client deleted in the service'),
  secretGone: () => l10n.t('deleted in the service'),
  clientDisabled: () => l10n.t('client disabled'),
  secret: (state, now) => expiryInWords(state, now),
  placeholder: () => l10n.t('values missing'),
  notKept: () => l10n.t('not saved on this machine'),
  unidentified: () => l10n.t('saved, not sure which secret'),
  unknownSecret: ({ changedSince }) =>
    changedSince ? l10n.t('changed outside the editor') : l10n.t('unknown secret'),
  failed: ({ error }) => errorInWords(error).text,
  unknownClient: () => l10n.t("client isn't in any connection"),
  elsewhere: () => l10n.t('resolved at run time'),
  idOnly: () => l10n.t('no secret'),
};

/** Returns the state of a file's credential in words. */
export function credentialStateInWords(state: CredentialState, now: Date): string {
  const words = WORDS[state.kind] as (state: CredentialState, now: Date) => string;
  return words(state, now);
}
