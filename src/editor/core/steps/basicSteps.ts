import * as l10n from '@vscode/l10n';
import { LIMITS } from '../../../service/model/limits.ts';
import { stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';

const askName = stepsFor<{ readonly name: string }>();
const askLifetime = stepsFor<{ readonly lifetimeSeconds: number }>();

/** Asks for a client's name. */
export function nameStep<Answers extends { readonly name: string }>(): WizardStep<Answers> {
  const step = askName.text('name', {
    prompt: answers => ({
      question: l10n.t('Name of the client: one per device or application instance'),
      value: answers.name ?? '',
      check: text => (text.trim() === '' ? l10n.t('A client needs a name.') : undefined),
    }),
    read: text => text.trim(),
  });
  return step as unknown as WizardStep<Answers>;
}

/** Asks for the token lifetime of a client. */
export function lifetimeStep<Answers extends { readonly lifetimeSeconds: number }>(): WizardStep<Answers> {
  const step = askLifetime.text('lifetimeSeconds', {
    prompt: answers => ({
      question: l10n.t('How long each access token is valid, in seconds'),
      value: String(answers.lifetimeSeconds ?? LIMITS.tokenLifetimeSeconds.default),
      check: lifetimeFaultInWords,
    }),
    read: Number,
  });
  return step as unknown as WizardStep<Answers>;
}

/** Returns why a typed lifetime is invalid. */
export function lifetimeFaultInWords(text: string): string | undefined {
  const { min, max } = LIMITS.tokenLifetimeSeconds;
  const seconds = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (seconds >= min && seconds <= max) return undefined;
  return l10n.t('The service allows {0} to {1} seconds, in whole seconds.', min, max);
}
