import * as l10n from '@vscode/l10n';
import { findFieldFault } from '../../../externalStores/fieldFault.ts';
import { splitArguments } from '../../../externalStores/splitArguments.ts';
import type { StoreId, StorePlace } from '../../../externalStores/storePlace.ts';
import type { AskedField } from '../../../externalStores/storePreset.ts';
import { presetOf } from '../../../externalStores/storePresets.ts';
import type { TextPrompt, WizardStep } from '../../platform/wizard/wizardStep.ts';
import {
  argumentsFaultInWords,
  fieldFaultInWords,
  storeFieldInWords,
} from '../../vocabulary/words/storeFieldWords.ts';

/** The answers about a location in a store. */
interface StoreAnswers {
  readonly storeId: StoreId;
  readonly storePlace: StorePlace;
  /** Whether the repository is typed instead of picked. */
  readonly typesRepository?: boolean;
}

/** What the questions about a store's fields depend on. */
export interface FieldChoices<Answers> {
  readonly applies: (answers: Partial<Answers>) => boolean;
  /** GitHub repositories of the workspace, as HOST/OWNER/NAME. */
  readonly repositories: Promise<readonly string[]>;
}

/** The answer to have the repository asked for as a text. */
const TYPE_IT = '';

/** Asks for the field of a store's location with this index: one to be typed, or one to be picked from what is likely. */
export function storeFieldSteps<Answers extends StoreAnswers>(
  index: number,
  { applies, repositories }: FieldChoices<Answers>,
): readonly WizardStep<Answers>[] {
  const asked = ({ storeId }: Partial<Answers>): AskedField | undefined =>
    storeId && presetOf(storeId).asked[index];
  const isRepository = (answers: Partial<Answers>) => asked(answers)?.field === 'repository';
  const step = {
    applies: (answers: Partial<Answers>) => applies(answers) && asked(answers) !== undefined,
    record: (answers: Partial<Answers>, reply: unknown) => {
      const field = asked(answers)?.field ?? 'name';
      return { ...answers, storePlace: { ...answers.storePlace, [field]: String(reply).trim() } };
    },
  };
  const prompt = (answers: Partial<Answers>) =>
    textPrompt(asked(answers) ?? { field: 'name' }, answers.storePlace ?? {});
  return [
    {
      ...step,
      id: `storeField${index}`,
      prompt: async answers => {
        const offered = isRepository(answers) ? await repositories : [];
        if (offered.length === 0) return prompt(answers);
        return {
          kind: 'pick',
          question: storeFieldInWords('repository'),
          items: [
            ...offered.map(value => ({
              label: value,
              value,
              picked: value === answers.storePlace?.repository,
            })),
            {
              label: l10n.t('Another repository…'),
              value: TYPE_IT,
              picked: answers.typesRepository === true,
            },
          ],
        };
      },
      record: (answers, reply) => {
        if (reply === TYPE_IT && isRepository(answers)) return { ...answers, typesRepository: true };
        return { ...step.record(answers, reply), typesRepository: false };
      },
    },
    {
      ...step,
      id: `storeFieldTyped${index}`,
      applies: answers => step.applies(answers) && isRepository(answers) && answers.typesRepository === true,
      prompt,
    },
  ];
}

/** Makes the question for one field of a location. */
export function textPrompt(asked: AskedField, place: StorePlace): TextPrompt {
  return {
    kind: 'text',
    question: storeFieldInWords(asked.field),
    value: place[asked.field] ?? asked.suggested ?? '',
    check: text => faultInWords(asked, text.trim()),
  };
}

function faultInWords(asked: AskedField, text: string): string | undefined {
  const fault = findFieldFault(asked, text);
  if (fault) return fieldFaultInWords(fault, asked.field);
  if (asked.field !== 'commandLine') return undefined;
  const split = splitArguments(text);
  return split.fault && argumentsFaultInWords(split.fault);
}
