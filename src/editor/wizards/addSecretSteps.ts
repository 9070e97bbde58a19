import * as l10n from '@vscode/l10n';
import { expiryInWords } from '../words/expiryWords.ts';
import { type DestinationAnswers, type DestinationContext, destinationStep } from './destinationStep.ts';
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
export interface AddSecretContext extends NewSecretContext, DestinationContext {
  readonly clientName: string;
}

/** Lists the questions of *Add Secret*. */
export function addSecretSteps(context: AddSecretContext): readonly WizardStep<AddSecretAnswers>[] {
  return [
    ...newSecretSteps<AddSecretAnswers>(context),
    destinationStep<AddSecretAnswers>(context, answers => {
      const now = context.now();
      const expiresAt = chosenExpiry(answers, now);
      const expiry = expiryInWords(expiresAt ? { expiresAt } : {}, now);
      return l10n.t('Adds a secret to “{0}” that {1}. Where does it go?', context.clientName, expiry);
    }),
  ];
}
