import * as l10n from '@vscode/l10n';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import type { StoreId, StorePlace } from '../../../externalStores/storePlace.ts';
import { presetOf, STORE_PRESETS } from '../../../externalStores/storePresets.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import { type ItemOf, stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { storeInWords } from '../../vocabulary/words/storeWords.ts';
import { destinationItems } from './destinationItems.ts';
import { storeFieldSteps } from './storeFieldSteps.ts';
import { shortName, summaryItem, type WizardSummary } from './summaryItem.ts';

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

const USUAL_FIELDS = 2;
const MOST_FIELDS = Math.max(...STORE_PRESETS.map(({ asked }) => asked.length));

/** The stage of the last questions: where the secret goes. */
const LAST_STAGE = 'destination';

/**
 * Asks where to store the secret, with a summary of all answers before. The most likely location is active. Only the location
 * in a store is asked later.
 */
export function destinationSteps<Answers extends DestinationAnswers>(
  { targets, stores, repositories }: DestinationContext,
  clientName: (answers: Partial<Answers>) => string,
  summary: (answers: Answers) => WizardSummary | Promise<WizardSummary>,
): readonly WizardStep<Answers>[] {
  // The user may cancel before they are needed. A question that needs them fails all the same.
  for (const lookedFor of [targets, stores, repositories]) lookedFor.catch(() => undefined);
  const destination: WizardStep<DestinationAnswers> = {
    ...ask.pick('destination', {
      question: answers =>
        l10n.t(
          'Where do you want to store the secret for “{0}”?',
          shortName(clientName(answers as Partial<Answers>)),
        ),
      items: async answers => {
        // All questions before this one have been answered.
        const [words, found, available] = [await summary(answers as Answers), await targets, await stores];
        return [summaryItem(words), ...locationItems(found, available, answers.destination)];
      },
    }),
    stage: LAST_STAGE,
  };
  const located = storeSteps({ stores, repositories }, answers => answers.destination?.kind === 'askStore');
  return [
    destination,
    ...located.map(step => ({ ...step, stage: LAST_STAGE })),
  ] as unknown as readonly WizardStep<Answers>[];
}

type Chosen = DestinationAnswers['destination'];

/** Returns the locations of a new secret. The one that was chosen before is active, else the first that is possible. */
function locationItems(
  targets: readonly ProjectTarget[],
  stores: readonly StoreId[],
  chosen: Chosen | undefined,
): readonly ItemOf<Chosen>[] {
  const files = destinationItems(targets, chosen?.kind === 'askStore' ? undefined : chosen);
  const store = {
    icon: 'cloud',
    label: l10n.t('External store…'),
    description: stores.map(storeInWords).join(', '),
    value: ASK_STORE,
    picked: chosen?.kind === 'askStore',
  };
  const items: readonly ItemOf<Chosen>[] = stores.length === 0 ? files : [...files, store];
  if (items.some(({ picked }) => picked)) return items;
  const likeliest = items.find(({ value }) => value.kind !== 'projectFile' || !value.target.refusal);
  return items.map(item => ({ ...item, picked: item === likeliest }));
}

/** Asks for a store and the location. */
export function storeSteps(
  { stores, repositories }: StoreChoices,
  applies: (answers: Partial<DestinationAnswers>) => boolean = () => true,
): readonly WizardStep<DestinationAnswers>[] {
  const which = ask.pick('storeId', {
    applies,
    question: () => l10n.t('Which store? Its own program gets the secret on standard input.'),
    items: async answers =>
      (await stores).map(id => ({
        value: id,
        label: storeInWords(id),
        description: presetOf(id).program,
        picked: id === answers.storeId,
      })),
  });
  const fields = Array.from({ length: MOST_FIELDS }, (_, index) => {
    const steps = storeFieldSteps<DestinationAnswers>(index, { applies, repositories });
    // Most stores have this many fields.
    return index < USUAL_FIELDS ? steps.map(step => ({ ...step, stage: `field${index}` })) : steps;
  });
  return [which, ...fields.flat()];
}

/** Returns the destination of the answers. */
export function resolveDestination({ destination, storeId, storePlace }: DestinationAnswers): Destination {
  if (destination.kind !== 'askStore') return destination;
  // Until a look at the store has shown what is there, nothing may be replaced.
  return { kind: 'store', order: { id: storeId, place: storePlace, write: 'create' } };
}
