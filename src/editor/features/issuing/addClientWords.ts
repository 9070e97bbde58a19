import * as l10n from '@vscode/l10n';
import { type ClientType, hasSecrets } from '../../../service/model/clientTypes.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { resolveExpiry } from '../../core/steps/newSecretSteps.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';
import { lifetimeInWords } from '../../vocabulary/words/lifetimeWords.ts';
import type { AddClientAnswersSoFar } from './addClientAnswers.ts';
import { type Known, roleNames } from './clientOptions.ts';

/** Writes what has been chosen, or is suggested, beside type and name. */
export function choicesInWords(answers: AddClientAnswersSoFar, known: Known, type: ClientType): string {
  const { roleIds = [], redirectUris = [], lifetimeSeconds = LIMITS.tokenLifetimeSeconds.default } = answers;
  const count = type === 'clientCredentials' ? roleIds.length : redirectUris.length;
  const words: Readonly<Record<ClientType, string>> = {
    clientCredentials: count === 1 ? roleName(known, roleIds) : l10n.t('{0} roles', count),
    authorizationCode: uriCountInWords(count),
    hybrid: uriCountInWords(count),
    deviceCode: '',
  };
  return [
    words[type],
    l10n.t('tokens valid for {0}', lifetimeInWords(lifetimeSeconds)),
    answers.allowOfflineAccess ? l10n.t('refresh tokens') : '',
    hasSecrets(type) ? secretInWords(answers, known) : '',
  ]
    .filter(text => text !== '')
    .join(', ');
}

const roleName = ({ roles }: Known, ids: readonly string[]): string =>
  roles.some(({ id }) => ids.includes(id)) ? roleNames(ids, roles).join(', ') : l10n.t('1 role');

const uriCountInWords = (count: number): string =>
  count === 1 ? l10n.t('1 redirect URI') : l10n.t('{0} redirect URIs', count);

function secretInWords(answers: AddClientAnswersSoFar, { now }: Known): string {
  const { expiry = '1year', expiryDate = '', description = '' } = answers;
  const expiresAt = resolveExpiry({ expiry, expiryDate, description }, now);
  return expiresAt ? l10n.t('secret expires {0}', dateInWords(expiresAt)) : l10n.t('secret never expires');
}
