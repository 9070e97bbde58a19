import * as l10n from '@vscode/l10n';
import type { WizardSummary } from '../../core/steps/summaryItem.ts';
import type { GivenAnswer } from '../../platform/wizard/wizardStep.ts';
import { clientFieldInWords, fieldValueInWords } from '../../vocabulary/words/clientFieldWords.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { type AddClientAnswersSoFar, type AddClientContext, typeOf } from './addClientAnswers.ts';
import { choicesInWords } from './addClientWords.ts';
import {
  type ClientOption,
  type Known,
  optionInWords,
  optionsOfType,
  optionValueInWords,
} from './clientOptions.ts';

/** Says what the answers of *Add Client* come to. */
export function summaryInWords(
  context: AddClientContext,
  answers: AddClientAnswersSoFar,
  known: Known,
): WizardSummary {
  const type = typeOf(context, answers);
  const parts = [clientTypeInWords(type), choicesInWords(answers, known, type)];
  return { text: parts.join(', '), answers: answersInWords(context, answers, known) };
}

function answersInWords(
  context: AddClientContext,
  answers: AddClientAnswersSoFar,
  known: Known,
): readonly GivenAnswer[] {
  const type = typeOf(context, answers);
  const { name = '', redirectUris = [] } = answers;
  const uris = {
    label: clientFieldInWords('redirectUris'),
    value: fieldValueInWords('redirectUris', redirectUris),
    step: 'redirectUris',
  };
  return [
    {
      label: l10n.t('Type'),
      value: clientTypeInWords(type),
      step: context.type === undefined ? 'type' : undefined,
    },
    { label: clientFieldInWords('name'), value: name, step: 'name' },
    ...(redirectUris.length > 0 ? [uris] : []),
    ...optionsOfType(type).map(option => ({
      label: optionInWords(option),
      value: optionValueInWords(option, answers, known),
      step: stepOf(option, answers),
    })),
  ];
}

/** Returns the question that changes an option: its own if it was asked, else the one that decides whether it is. */
function stepOf(option: ClientOption, { extent, options = [] }: AddClientAnswersSoFar): string {
  if (extent !== 'custom') return 'extent';
  return options.includes(option) ? option : 'options';
}
