import * as l10n from '@vscode/l10n';
import { type ClientType, hasSecrets } from '../../../service/model/clientTypes.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { resolveExpiry } from '../../core/steps/newSecretSteps.ts';
import type { WizardSummary } from '../../core/steps/summaryItem.ts';
import type { GivenAnswer } from '../../platform/wizard/wizardStep.ts';
import { clientFieldInWords, fieldValueInWords } from '../../vocabulary/words/clientFieldWords.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';
import { lifetimeInWords } from '../../vocabulary/words/lifetimeWords.ts';
import { type AddClientAnswersSoFar, type AddClientContext, typeOf } from './addClientAnswers.ts';
import {
  type ClientOption,
  type Known,
  optionInWords,
  optionsOfType,
  optionValueInWords,
  roleNames,
} from './clientOptions.ts';

/** Says what the answers of *Add Client* come to. */
export function summaryInWords(
  context: AddClientContext,
  answers: AddClientAnswersSoFar,
  known: Known,
): WizardSummary {
  const type = typeOf(context, answers);
  const parts = [clientTypeInWords(type), choicesInWords(answers, known, type)];
  return { text: parts.join(', '), answers: answersInWords(context, answers, known) };
}

function answersInWords(
  context: AddClientContext,
  answers: AddClientAnswersSoFar,
  known: Known,
): readonly GivenAnswer[] {
  const type = typeOf(context, answers);
  const { name = '', redirectUris = [] } = answers;
  const uris = {
    label: clientFieldInWords('redirectUris'),
    value: fieldValueInWords('redirectUris', redirectUris),
    step: 'redirectUris',
  };
  return [
    {
      label: l10n.t('Type'),
      value: clientTypeInWords(type),
      step: context.type === undefined ? 'type' : undefined,
    },
    { label: clientFieldInWords('name'), value: name, step: 'name' },
    ...(redirectUris.length > 0 ? [uris] : []),
    ...optionsOfType(type).map(option => ({
      label: optionInWords(option),
      value: optionValueInWords(option, answers, known),
      step: stepOf(option, answers),
    })),
  ];
}

/** Returns the question that changes an option: its own if it was asked, else the one that decides whether it is. */
function stepOf(option: ClientOption, { extent, options = [] }: AddClientAnswersSoFar): string {
  if (extent !== 'custom') return 'extent';
  return options.includes(option) ? option : 'options';
}

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
