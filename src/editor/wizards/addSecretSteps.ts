import * as l10n from '@vscode/l10n';
import { dateInWords } from '../words/expiryWords.ts';
import { type DestinationAnswers, type DestinationContext, destinationSteps } from './destinationStep.ts';
import {
  chosenExpiry,
  type NewSecretAnswers,
  type NewSecretContext,
  newSecretSteps,
} from './newSecretSteps.ts';
import type { WizardStep } from './wizardStep.ts';

/** All answers of *Add Secret*. */
export interface AddSecretAnswers extends NewSecretAnswers, DestinationAnswers {}

/** What the questions of *Add Secret* depend on. */
export interface AddSecretContext extends NewSecretContext, DestinationContext {}

/** Lists the questions of *Add Secret*. */
export function addSecretSteps(context: AddSecretContext): readonly WizardStep<AddSecretAnswers>[] {
  return [
    ...newSecretSteps<AddSecretAnswers>(context),
    ...destinationSteps<AddSecretAnswers>(context, answers => {
      const expiresAt = chosenExpiry(answers, context.now());
      return expiresAt
        ? l10n.t('Adds a secret that works until {0}', dateInWords(expiresAt))
        : l10n.t('Adds a secret that never expires');
    }),
  ];
}
