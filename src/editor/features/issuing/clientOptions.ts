import * as l10n from '@vscode/l10n';
import { type ClientSettings, settingsOfType } from '../../../service/model/clientSettings.ts';
import { type ClientType, hasSecrets } from '../../../service/model/clientTypes.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import type { Role } from '../../../service/model/role.ts';
import { type NewSecretAnswers, resolveExpiry } from '../../core/steps/newSecretSteps.ts';
import { roleInWords } from '../../core/steps/roleItems.ts';
import { clientFieldInWords, fieldValueInWords } from '../../vocabulary/words/clientFieldWords.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';
import { type SecretQuestion, secretQuestionInWords } from './secretAnswerWords.ts';

/** What *Customize…* lets the user set of a new client; the question about each has the same id. */
export type ClientOption =
  | 'roleIds'
  | 'lifetimeSeconds'
  | SecretQuestion
  | Exclude<keyof ClientSettings, 'redirectUris'>;

/** The answers that options set. */
type OptionAnswers = Partial<
  ClientSettings &
    NewSecretAnswers & { readonly roleIds: readonly string[]; readonly lifetimeSeconds: number }
>;

/** What the words for answers depend on. */
export interface Known {
  readonly roles: readonly Role[];
  readonly now: Date;
}

/** Lists what can be set of a client of a type, in the order in which it is asked. */
export function optionsOfType(type: ClientType): readonly ClientOption[] {
  const settings = settingsOfType(type).flatMap(({ key }) => (key === 'redirectUris' ? [] : [key]));
  return [
    ...(type === 'clientCredentials' ? (['roleIds'] as const) : []),
    ...settings,
    'lifetimeSeconds',
    ...(hasSecrets(type) ? (['description', 'expiry'] as const) : []),
  ];
}

/** Names an option. */
export function optionInWords(option: ClientOption): string {
  if (option === 'roleIds') return l10n.t('Roles');
  if (option === 'lifetimeSeconds') return clientFieldInWords('accessTokenLifetimeSeconds');
  if (option === 'description' || option === 'expiry') return secretQuestionInWords(option);
  return clientFieldInWords(option);
}

/** Writes what the answers set for an option, in full. */
export function optionValueInWords(
  option: ClientOption,
  answers: OptionAnswers,
  { roles, now }: Known,
): string {
  const { roleIds = [], lifetimeSeconds = LIMITS.tokenLifetimeSeconds.default } = answers;
  const { expiry = '1year', expiryDate = '', description = '' } = answers;
  if (option === 'roleIds') return roleNames(roleIds, roles).join(', ') || l10n.t('none');
  if (option === 'lifetimeSeconds') return fieldValueInWords('accessTokenLifetimeSeconds', lifetimeSeconds);
  if (option === 'description') return description || l10n.t('none');
  if (option !== 'expiry') return fieldValueInWords(option, answers[option]);
  const expiresAt = resolveExpiry({ expiry, expiryDate, description }, now);
  return expiresAt ? dateInWords(expiresAt) : l10n.t('never');
}

/** Names roles; one that the tenant does not list keeps its id. */
export const roleNames = (ids: readonly string[], roles: readonly Role[]): readonly string[] =>
  ids.map(id => {
    const found = roles.find(role => role.id === id);
    return found ? roleInWords(found) : id;
  });
