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
  /**
   * Asks one question; a prompt that is still being made is waited for where the user can see and cancel it. When `signal`
   * is aborted, the question is closed as if the user had cancelled it.
   */
  ask(
    title: string,
    position: WizardPosition,
    prompt: Prompt | Promise<Prompt>,
    signal: AbortSignal,
  ): Promise<Reply>;
}

/**
 * Asks all questions, in order, with Back, and returns the answers; `undefined` when the user cancelled. It acts
 * on nothing: what follows from the answers is the caller's, once all are there.
 *
 * @param needed what later questions wait for, so that the first one need not. When it fails, the open question is closed
 * and the wizard rejects with its error.
 */
export async function runWizard<Answers>(
  ui: WizardUi,
  title: string,
  steps: readonly WizardStep<Answers>[],
  known: Partial<Answers> = {},
  needed: Promise<unknown> = Promise.resolve(),
): Promise<Answers | undefined> {
  const failed = new AbortController();
  needed.catch(error => failed.abort(error));
  let state = startWizard(steps, known);
  for (let step = currentStep(steps, state); step; step = currentStep(steps, state)) {
    const prompt = step.prompt(state.answers);
    const reply = await ui.ask(title, wizardPosition(steps, state), prompt, failed.signal);
    failed.signal.throwIfAborted();
    if (reply.kind === 'cancel') return undefined;
    state = reply.kind === 'back' ? goBack(steps, state) : answerStep(steps, state, reply.value);
  }
  return state.answers as Answers;
}
