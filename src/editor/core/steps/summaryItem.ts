import * as l10n from '@vscode/l10n';
import type { GivenAnswer, ItemOf } from '../../platform/wizard/wizardStep.ts';

/** What the answers of a wizard come to. */
export interface WizardSummary {
  /** In a line. */
  readonly text: string;
  /** Each answer in full. */
  readonly answers: readonly GivenAnswer[];
}

/** Makes the first line of a wizard's last list: it shows all answers, and lets the user change each of them. */
export const summaryItem = ({ text, answers }: WizardSummary): ItemOf<never> => ({
  value: undefined as never,
  icon: 'checklist',
  label: l10n.t('Summary'),
  detail: text,
  answers,
});

/** The longest name in a question: a longer one would be cut off by the list, with the words after it. */
const LONGEST_NAME = 32;

/** Shortens a name for a question. */
export const shortName = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
