import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { Destination } from '../destinations/destination.ts';
import { destinationItems } from '../destinations/destinationItems.ts';
import { pickStep, type WizardStep } from './wizardStep.ts';

/** The answer about where a secret goes. */
export interface DestinationAnswers {
  readonly destination: Destination;
}

/** What the question about where a secret goes depends on. */
export interface DestinationContext {
  /** Files of the workspace that could take it, the likeliest first; looked for since the wizard began. */
  readonly targets: Promise<readonly ProjectTarget[]>;
}

/** Asks where the secret goes, the last question: the summary of what is about to happen stands above it. */
export function destinationStep<Answers extends DestinationAnswers>(
  { targets }: DestinationContext,
  summary: (answers: Answers) => string,
): WizardStep<Answers> {
  const step = pickStep<DestinationAnswers, 'destination'>('destination', {
    // all questions before this one have been answered
    question: answers => summary(answers as Answers),
    items: async answers => destinationItems(await targets, answers.destination),
  });
  return step as unknown as WizardStep<Answers>;
}
