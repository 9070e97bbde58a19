import * as l10n from '@vscode/l10n';
import { settingsOfType } from '../../../service/model/clientSettings.ts';
import { CLIENT_TYPES, hasSecrets } from '../../../service/model/clientTypes.ts';
import { lifetimeStep, nameStep } from '../../core/steps/basicSteps.ts';
import { destinationSteps } from '../../core/steps/destinationStep.ts';
import { newSecretSteps } from '../../core/steps/newSecretSteps.ts';
import { roleItems } from '../../core/steps/roleItems.ts';
import { settingStep } from '../../core/steps/settingSteps.ts';
import { shortName, summaryItem } from '../../core/steps/summaryItem.ts';
import { type ItemOf, stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { clientTypeHintInWords, clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import {
  type AddClientAnswers,
  type AddClientContext,
  type AddClientAnswersSoFar as Answers,
  suggestOptions,
  typeOf,
} from './addClientAnswers.ts';
import { summaryInWords } from './addClientSummary.ts';
import { choicesInWords } from './addClientWords.ts';
import { type ClientOption, optionInWords, optionsOfType, optionValueInWords } from './clientOptions.ts';

const ask = stepsFor<AddClientAnswers>();

type Step = WizardStep<AddClientAnswers>;

/** What is asked about the client counts as one step, however much that is. */
const CONFIGURE_STAGE = 'configure';
/** The last question is another one for types without secrets. */
const LAST_STAGE = 'destination';

/** Lists the questions of *Add Client* for all types, in the portal's order. */
export function addClientSteps(context: AddClientContext): readonly Step[] {
  const summary = async (answers: Answers) =>
    summaryInWords(context, answers, { roles: await context.roles, now: context.now() });
  const isOfTypeWithSecrets = (answers: Answers) => hasSecrets(typeOf(context, answers));
  return [
    ...(context.type === undefined ? [typeStep()] : []),
    nameStep<AddClientAnswers>(),
    ...neededSteps(context),
    ...configureSteps(context).map(step => ({ ...step, stage: CONFIGURE_STAGE })),
    ...destinationSteps<AddClientAnswers>(context, ({ name = '' }) => name, summary).map(step => ({
      ...step,
      applies: (answers: Answers) => isOfTypeWithSecrets(answers) && (step.applies?.(answers) ?? true),
    })),
    {
      ...ask.pick('confirmed', {
        question: ({ name = '' }) => l10n.t('Create “{0}”?', shortName(name)),
        items: async answers => [
          summaryItem(await summary(answers)),
          { value: true, label: l10n.t('Create'), picked: true },
        ],
      }),
      applies: answers => !isOfTypeWithSecrets(answers),
      stage: LAST_STAGE,
    },
  ];
}

function typeStep(): Step {
  return ask.pick('type', {
    question: () => l10n.t('What type of application is it?'),
    items: answers =>
      CLIENT_TYPES.map(({ type }) => ({
        value: type,
        label: clientTypeInWords(type),
        detail: clientTypeHintInWords(type),
        picked: type === (answers.type ?? 'clientCredentials'),
      })),
  });
}

/** Asks for the settings without which the service creates no client. */
const neededSteps = (context: AddClientContext): readonly Step[] =>
  CLIENT_TYPES.flatMap(({ type }) =>
    settingsOfType(type)
      .filter(({ needed }) => needed)
      .map(row =>
        settingStep<AddClientAnswers>(row, { applies: answers => typeOf(context, answers) === type }),
      ),
  );

/** Asks whether to leave the rest as suggested; if not, what to set, and then only that. */
function configureSteps(context: AddClientContext): readonly Step[] {
  const isChosen = (option: ClientOption) => (answers: Answers) =>
    answers.extent === 'custom' &&
    (answers.options?.includes(option) ?? false) &&
    optionsOfType(typeOf(context, answers)).includes(option);
  const settings = CLIENT_TYPES.flatMap(({ type }) =>
    settingsOfType(type).flatMap(row => {
      if (row.key === 'redirectUris') return [];
      const isAsked = isChosen(row.key);
      const applies = (answers: Answers) => typeOf(context, answers) === type && isAsked(answers);
      return [settingStep<AddClientAnswers>(row, { applies })];
    }),
  );
  return [
    extentStep(context),
    optionsStep(context),
    {
      ...ask.pickMany('roleIds', {
        question: l10n.t('Roles of the client (as few as it needs)'),
        items: async answers => roleItems(await context.roles, answers.roleIds ?? []),
      }),
      applies: isChosen('roleIds'),
    },
    ...settings,
    { ...lifetimeStep<AddClientAnswers>(), applies: isChosen('lifetimeSeconds') },
    ...newSecretSteps<AddClientAnswers>(context).map(step => {
      const isAsked = isChosen(step.id === 'description' ? 'description' : 'expiry');
      return {
        ...step,
        applies: (answers: Answers) => isAsked(answers) && (step.applies?.(answers) ?? true),
      };
    }),
  ];
}

function extentStep(context: AddClientContext): Step {
  return {
    id: 'extent',
    prompt: async answers => {
      const roles = await context.roles;
      const suggested = suggestOptions(context, roles);
      const type = typeOf(context, answers);
      const known = { roles, now: context.now() };
      return {
        kind: 'pick',
        question: l10n.t('Configure the client'),
        items: [
          {
            // What was chosen before going back must not be hidden by "suggested".
            value: { ...suggested, suggested, extent: 'suggested' },
            label: context.like ? l10n.t('Use the Same Settings') : l10n.t('Use Defaults'),
            detail: choicesInWords({ ...answers, ...suggested }, known, type),
            picked: answers.extent !== 'custom',
          },
          {
            value: { roleIds: answers.roleIds ?? suggested.roleIds, suggested, extent: 'custom' },
            label: l10n.t('Customize…'),
            detail: optionsOfType(type).map(optionInWords).join(', '),
            picked: answers.extent === 'custom',
          },
        ],
      };
    },
    record: (answers, reply) => ({ ...answers, ...(reply as Answers) }),
  };
}

/** Asks what to set. What isn't ticked is left as suggested, also if it was set before going back. */
function optionsStep(context: AddClientContext): Step {
  return {
    ...ask.pickMany('options', {
      question: l10n.t('What do you want to set?'),
      items: async answers => {
        const known = { roles: await context.roles, now: context.now() };
        return optionsOfType(typeOf(context, answers)).map(
          (option): ItemOf<ClientOption> => ({
            value: option,
            label: optionInWords(option),
            description: optionValueInWords(option, answers, known),
            picked: answers.options?.includes(option) ?? false,
          }),
        );
      },
    }),
    applies: answers => answers.extent === 'custom',
    record: (answers, reply) => {
      const options = reply as readonly ClientOption[];
      const left = optionsOfType(typeOf(context, answers)).filter(option => !options.includes(option));
      const suggested = left.map(option => [option, answers.suggested?.[option]]);
      return { ...answers, ...(Object.fromEntries(suggested) as Answers), options };
    },
  };
}
