import * as l10n from '@vscode/l10n';
import { type ExpiryChoice, expiryOf, readExpiryDate } from '../../../credentials/expiry/secretExpiry.ts';
import { type ItemOf, type PickPrompt, stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { dateInWords } from '../../vocabulary/words/expiryWords.ts';

const ask = stepsFor<NewSecretAnswers>();

/** The answers about a secret, for a new client's first and for any later one. */
export interface NewSecretAnswers {
  readonly description: string;
  readonly expiry: ExpiryChoice;
  /** ISO 8601 date as typed; only with `expiry: 'date'`. */
  readonly expiryDate: string;
}

/** What the questions about a secret depend on. */
export interface NewSecretContext {
  readonly now: () => Date;
  /** Suggested description: the machine's and the workspace's name. */
  readonly suggestedDescription: string;
}

/** Asks for a secret's description and expiration (default one year, as in the portal). */
export function newSecretSteps<Answers extends NewSecretAnswers>(
  context: NewSecretContext,
): readonly WizardStep<Answers>[] {
  const steps: readonly WizardStep<NewSecretAnswers>[] = [
    ask.text('description', {
      prompt: answers => ({
        question: l10n.t('What is the secret for? (optional)'),
        value: answers.description ?? context.suggestedDescription,
        check: () => undefined,
      }),
      read: text => text.trim(),
    }),
    ask.pick('expiry', {
      question: () => l10n.t('When does the secret expire?'),
      items: answers => expiryItems(answers.expiry ?? '1year', context.now()),
    }),
    ask.text('expiryDate', {
      applies: answers => answers.expiry === 'date',
      prompt: answers => ({
        question: l10n.t('Last day on which the secret works (year-month-day, UTC)'),
        placeholder: '2030-12-31',
        value: answers.expiryDate ?? '',
        check: text => expiryFaultInWords(text, context.now()),
      }),
      read: text => text.trim(),
    }),
  ];
  // The steps change no other answers, whichever wizard they are part of.
  return steps as unknown as readonly WizardStep<Answers>[];
}

/** Returns when the secret of these answers expires; `undefined` for never. */
export function resolveExpiry(answers: NewSecretAnswers, now: Date): Date | undefined {
  if (answers.expiry !== 'date') return expiryOf(answers.expiry, now);
  const read = readExpiryDate(answers.expiryDate, now);
  if (!read.ok) throw new RangeError(`expiry date ${read.fault}`);
  return read.date;
}

/** Adds an expiration choice before the usual ones, and makes it the default. */
export function withExpiryFirst(
  steps: readonly WizardStep<NewSecretAnswers>[],
  own: ItemOf<string>,
): readonly WizardStep<NewSecretAnswers>[] {
  const adapt = (step: WizardStep<NewSecretAnswers>): WizardStep<NewSecretAnswers> => ({
    ...step,
    async prompt(answers) {
      const prompt = (await step.prompt(answers)) as PickPrompt;
      const chosen: string = answers.expiry ?? own.value;
      const items = [own, ...prompt.items].map(item => ({ ...item, picked: item.value === chosen }));
      return { ...prompt, items };
    },
  });
  return steps.map(step => (step.id === 'expiry' ? adapt(step) : step));
}

function expiryItems(chosen: ExpiryChoice, now: Date): readonly ItemOf<ExpiryChoice>[] {
  const on = (choice: Exclude<ExpiryChoice, 'date' | 'never'>) => {
    const date = expiryOf(choice, now);
    return date ? dateInWords(date) : '';
  };
  const rows: readonly ItemOf<ExpiryChoice>[] = [
    { value: '1year', label: l10n.t('1 year'), description: on('1year') },
    { value: '180days', label: l10n.t('180 days'), description: on('180days') },
    { value: '90days', label: l10n.t('90 days'), description: on('90days') },
    { value: '30days', label: l10n.t('30 days'), description: on('30days') },
    { value: 'date', label: l10n.t('On a date…') },
    {
      value: 'never',
      label: l10n.t('Never'),
      description: l10n.t('$(warning) not advised'),
      detail: l10n.t('A secret that leaks works until somebody deletes it.'),
    },
  ];
  return rows.map(row => ({ ...row, picked: row.value === chosen }));
}

function expiryFaultInWords(text: string, now: Date): string | undefined {
  const read = readExpiryDate(text, now);
  if (read.ok) return undefined;
  return read.fault === 'past'
    ? l10n.t('This day has passed: the secret would never work.')
    : l10n.t('Type a date as year-month-day, for example 2030-12-31.');
}
