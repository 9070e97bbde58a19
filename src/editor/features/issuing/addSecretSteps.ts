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
import type { WizardStep } from '../../platform/wizard/wizardStep.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';

/** All answers of *Add Secret*. */
export interface AddSecretAnswers extends NewSecretAnswers, DestinationAnswers {}

/** What the questions of *Add Secret* depend on. */
export interface AddSecretContext extends NewSecretContext, DestinationContext {}

/** Lists the questions of *Add Secret*. */
export function addSecretSteps(context: AddSecretContext): readonly WizardStep<AddSecretAnswers>[] {
  return [
    ...newSecretSteps<AddSecretAnswers>(context),
    ...destinationSteps<AddSecretAnswers>(context, answers => {
      const expiresAt = resolveExpiry(answers, context.now());
      return expiresAt
        ? l10n.t('Adds a secret that works until {0}', dateInWords(expiresAt))
        : l10n.t('Adds a secret that never expires');
    }),
  ];
}
