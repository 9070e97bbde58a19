import {
  answerStep,
  currentStep,
  goBack,
  startWizard,
  type WizardPosition,
  wizardPosition,
} from './wizardMachine.ts';
import type { Prompt, WizardStep } from './wizardStep.ts';

/** What the user did with a prompt. */
export type Reply =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancel' };

/** What asks the questions: quick input in the editor, prepared answers in a test. */
export interface WizardUi {
  /** Asks one question; a prompt that is still being made is waited for where the user can see and cancel it. */
  ask(title: string, position: WizardPosition, prompt: Prompt | Promise<Prompt>): Promise<Reply>;
}

/**
 * Asks all questions, in order, with Back, and returns the answers; `undefined` when the user cancelled. It acts
 * on nothing: what follows from the answers is the caller's, once all are there.
 */
export async function runWizard<Answers>(
  ui: WizardUi,
  title: string,
  steps: readonly WizardStep<Answers>[],
  known: Partial<Answers> = {},
): Promise<Answers | undefined> {
  let state = startWizard(steps, known);
  for (let step = currentStep(steps, state); step; step = currentStep(steps, state)) {
    const reply = await ui.ask(title, wizardPosition(steps, state), step.prompt(state.answers));
    if (reply.kind === 'cancel') return undefined;
    state = reply.kind === 'back' ? goBack(steps, state) : answerStep(steps, state, reply.value);
  }
  return state.answers as Answers;
}
