import * as l10n from '@vscode/l10n';
import {
  type DestinationAnswers,
  type DestinationContext,
  destinationSteps,
} from '../../core/steps/destinationStep.ts';
import {
  type NewSecretAnswers,
  type NewSecretContext,
  newSecretSteps,
  resolveExpiry,
} from '../../core/steps/newSecretSteps.ts';
import type { WizardSummary } from '../../core/steps/summaryItem.ts';
import type { WizardStep } from '../../platform/wizard/wizardStep.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';
import { optionInWords, optionValueInWords } from './clientOptions.ts';

/** All answers of *Add Secret*. */
export interface AddSecretAnswers extends NewSecretAnswers, DestinationAnswers {}

/** What the questions of *Add Secret* depend on. */
export interface AddSecretContext extends NewSecretContext, DestinationContext {
  readonly clientName: string;
}

/** Lists the questions of *Add Secret*. */
export function addSecretSteps(context: AddSecretContext): readonly WizardStep<AddSecretAnswers>[] {
  const { clientName, now } = context;
  const summary = (answers: AddSecretAnswers): WizardSummary => {
    const expiresAt = resolveExpiry(answers, now());
    return {
      text: expiresAt
        ? l10n.t('Adds a secret that is valid until {0}', dateInWords(expiresAt))
        : l10n.t('Adds a secret that never expires'),
      answers: (['description', 'expiry'] as const).map(step => ({
        label: optionInWords(step),
        value: optionValueInWords(step, answers, { roles: [], now: now() }),
        step,
      })),
    };
  };
  return [
    ...newSecretSteps<AddSecretAnswers>(context),
    ...destinationSteps<AddSecretAnswers>(context, () => clientName, summary),
  ];
}
