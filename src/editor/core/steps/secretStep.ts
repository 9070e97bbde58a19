import * as l10n from '@vscode/l10n';
import { SecretText } from '../../../secret/secretText.ts';
import type { WizardStep } from '../../platform/wizard/wizardStep.ts';

/** Makes the step that asks for a client's secret; the input is never shown, even after Back. */
export function secretStep<Answers extends { readonly clientSecret?: SecretText }>(step: {
  readonly question: (answers: Partial<Answers>) => string;
  readonly applies?: (answers: Partial<Answers>) => boolean;
  readonly isOptional?: (answers: Partial<Answers>) => boolean;
}): WizardStep<Answers> {
  return {
    id: 'clientSecret',
    applies: step.applies,
    prompt: answers => ({
      kind: 'text',
      question: step.question(answers),
      value: '',
      password: true,
      check: text =>
        text.trim() === '' && !step.isOptional?.(answers) ? l10n.t('Paste the secret.') : undefined,
    }),
    record: ({ clientSecret: _before, ...answers }, reply) => {
      const typed = String(reply).trim();
      return (typed ? { ...answers, clientSecret: new SecretText(typed) } : answers) as Partial<Answers>;
    },
  };
}
