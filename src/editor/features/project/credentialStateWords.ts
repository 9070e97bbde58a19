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
  clientGone: () => l10n.t('the service has no such client any more'),
  secretGone: () => l10n.t('deleted in the service'),
  clientDisabled: () => l10n.t('the client is disabled'),
  secret: (state, now) => expiryInWords(state, now),
  placeholder: () => l10n.t('to be filled in'),
  notKept: () => l10n.t('not kept in SecretStorage'),
  unidentified: () => l10n.t('saved, not sure which secret'),
  unknownSecret: ({ changedSince }) =>
    changedSince ? l10n.t('not the secret that we wrote') : l10n.t('a secret that is not known here'),
  failed: ({ error }) => errorInWords(error).text,
  unknownClient: () => l10n.t('of a client that no connection knows'),
  elsewhere: () => l10n.t('comes from elsewhere'),
  idOnly: () => l10n.t('no secret'),
};

/** Returns the state of a file's credential in words. */
export function credentialStateInWords(state: CredentialState, now: Date): string {
  const words = WORDS[state.kind] as (state: CredentialState, now: Date) => string;
  return words(state, now);
}
