import * as l10n from '@vscode/l10n';
import type { NewSecretAnswers } from '../../core/steps/newSecretSteps.ts';

/** The questions about a secret. */
export type SecretQuestion = Exclude<keyof NewSecretAnswers, 'expiryDate'>;

/** Names what a question about a secret sets. */
export function secretQuestionInWords(question: SecretQuestion): string {
  const words: Readonly<Record<SecretQuestion, string>> = {
    description: l10n.t('Secret description'),
    expiry: l10n.t('Secret expiration'),
  };
  return words[question];
}
