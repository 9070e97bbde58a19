import * as l10n from '@vscode/l10n';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import { splitArguments } from '../../../externalStores/splitArguments.ts';
import type { AskedField, StoreId, StorePlace } from '../../../externalStores/storePreset.ts';
import { presetOf, STORE_PRESETS } from '../../../externalStores/storePresets.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import { stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { storeFieldInWords, storeInWords } from '../../vocabulary/words/storeWords.ts';
import { destinationItems } from './destinationItems.ts';

const ask = stepsFor<DestinationAnswers>();

/** An external store; the store and the location are asked next. */
export const ASK_STORE = { kind: 'askStore' } as const;

/** The answers about the destination. */
export interface DestinationAnswers {
  readonly destination: Destination | typeof ASK_STORE;
  readonly storeId: StoreId;
  readonly storePlace: StorePlace;
}

/** Choices for the destination questions. */
export interface DestinationContext {
  /** Workspace files that can store it, the most likely first; the search starts with the wizard. */
  readonly targets: Promise<readonly ProjectTarget[]>;
  /** External stores that are available. */
  readonly stores: Promise<readonly StoreId[]>;
}

const MOST_FIELDS = Math.max(...STORE_PRESETS.map(({ asked }) => asked.length));

/**
 * Asks where to store the secret. Only the location in a store is asked later, so the question shows the
 * summary.
 */
export function destinationSteps<Answers extends DestinationAnswers>(
  { targets, stores }: DestinationContext,
  summary: (answers: Answers) => string | Promise<string>,
): readonly WizardStep<Answers>[] {
  // The user may cancel before they are needed. A question that needs them fails all the same.
  for (const lookedFor of [targets, stores]) lookedFor.catch(() => undefined);
  const destination = ask.pick('destination', {
    // All questions before this one have been answered.
    question: answers => summary(answers as Answers),
    items: async answers => {
      const chosen = answers.destination;
      const files = destinationItems(await targets, chosen?.kind === 'askStore' ? undefined : chosen);
      if ((await stores).length === 0) return files;
      const store = {
        label: l10n.t('External store…'),
        description: (await stores).map(storeInWords).join(', '),
        value: ASK_STORE,
        picked: chosen?.kind === 'askStore',
      };
      return [...files, store];
    },
  });
  return [
    destination,
    ...storeSteps(stores, answers => answers.destination?.kind === 'askStore'),
  ] as unknown as readonly WizardStep<Answers>[];
}

/** Asks for a store and the location. */
export function storeSteps(
  stores: Promise<readonly StoreId[]>,
  applies: (answers: Partial<DestinationAnswers>) => boolean = () => true,
): readonly WizardStep<DestinationAnswers>[] {
  const which = ask.pick('storeId', {
    applies,
    question: () => l10n.t('Which store? Its own program takes the secret on its standard input.'),
    items: async answers =>
      (await stores).map(id => ({
        value: id,
        label: storeInWords(id),
        description: presetOf(id).program,
        picked: id === answers.storeId,
      })),
  });
  const fields = Array.from({ length: MOST_FIELDS }, (_, index) => fieldStep(index, applies));
  return [which, ...fields];
}

/** Returns the destination of the answers. */
export function resolveDestination({ destination, storeId, storePlace }: DestinationAnswers): Destination {
  if (destination.kind !== 'askStore') return destination;
  return { kind: 'store', order: { id: storeId, place: storePlace } };
}

function fieldStep(
  index: number,
  applies: (answers: Partial<DestinationAnswers>) => boolean,
): WizardStep<DestinationAnswers> {
  const askedBy = ({ storeId }: Partial<DestinationAnswers>): AskedField | undefined =>
    storeId && presetOf(storeId).asked[index];
  return {
    ...ask.text('storePlace', {
      prompt: answers => {
        const asked = askedBy(answers) ?? { field: 'name' };
        return {
          question: storeFieldInWords(asked.field),
          value: answers.storePlace?.[asked.field] ?? asked.suggested ?? '',
          check: text => faultInWords(asked, text.trim()),
        };
      },
      read: () => ({}),
    }),
    id: `storeField${index}`,
    applies: answers => applies(answers) && askedBy(answers) !== undefined,
    record: (answers, reply) => {
      const field = askedBy(answers)?.field ?? 'name';
      return { ...answers, storePlace: { ...answers.storePlace, [field]: String(reply).trim() } };
    },
  };
}

function faultInWords({ field, optional }: AskedField, text: string): string | undefined {
  if (text === '') return optional ? undefined : l10n.t('The store needs this.');
  if (field === 'arguments')
    return splitArguments(text) ? undefined : l10n.t('A quote is opened and never closed.');
  // A program would read it as an option.
  return text.startsWith('-') ? l10n.t('It cannot begin with a dash.') : undefined;
}
