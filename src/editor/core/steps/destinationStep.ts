import * as l10n from '@vscode/l10n';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import type { StoreId, StorePlace } from '../../../externalStores/storePlace.ts';
import { presetOf, STORE_PRESETS } from '../../../externalStores/storePresets.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import { stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { storeInWords } from '../../vocabulary/words/storeWords.ts';
import { destinationItems } from './destinationItems.ts';
import { storeFieldSteps } from './storeFieldSteps.ts';

const ask = stepsFor<DestinationAnswers>();

/** An external store; the store and the location are asked next. */
export const ASK_STORE = { kind: 'askStore' } as const;

/** The answers about the destination. */
export interface DestinationAnswers {
  readonly destination: Destination | typeof ASK_STORE;
  readonly storeId: StoreId;
  readonly storePlace: StorePlace;
  /** Whether the repository is typed instead of picked. */
  readonly typesRepository?: boolean;
}

/** Choices for the questions about a store. */
export interface StoreChoices {
  /** External stores that are available. */
  readonly stores: Promise<readonly StoreId[]>;
  /** GitHub repositories of the workspace, as HOST/OWNER/NAME. */
  readonly repositories: Promise<readonly string[]>;
}

/** Choices for the destination questions. */
export interface DestinationContext extends StoreChoices {
  /** Workspace files that can store it, the most likely first; the search starts with the wizard. */
  readonly targets: Promise<readonly ProjectTarget[]>;
}

const MOST_FIELDS = Math.max(...STORE_PRESETS.map(({ asked }) => asked.length));

/**
 * Asks where to store the secret. Only the location in a store is asked later, so the question shows the
 * summary.
 */
export function destinationSteps<Answers extends DestinationAnswers>(
  { targets, stores, repositories }: DestinationContext,
  summary: (answers: Answers) => string | Promise<string>,
): readonly WizardStep<Answers>[] {
  // The user may cancel before they are needed. A question that needs them fails all the same.
  for (const lookedFor of [targets, stores, repositories]) lookedFor.catch(() => undefined);
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
    ...storeSteps({ stores, repositories }, answers => answers.destination?.kind === 'askStore'),
  ] as unknown as readonly WizardStep<Answers>[];
}

/** Asks for a store and the location. */
export function storeSteps(
  { stores, repositories }: StoreChoices,
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
  const fields = Array.from({ length: MOST_FIELDS }, (_, index) =>
    storeFieldSteps<DestinationAnswers>(index, { applies, repositories }),
  );
  return [which, ...fields.flat()];
}

/** Returns the destination of the answers. */
export function resolveDestination({ destination, storeId, storePlace }: DestinationAnswers): Destination {
  if (destination.kind !== 'askStore') return destination;
  // Until a look at the store has shown what is there, nothing may be replaced.
  return { kind: 'store', order: { id: storeId, place: storePlace, write: 'create' } };
}
