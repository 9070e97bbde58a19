import {
  answerStep,
  currentStep,
  goBack,
  startWizard,
  type WizardPosition,
  wizardPosition,
} from './wizardMachine.ts';
import type { Prompt, WizardStep } from './wizardStep.ts';

/** Reply of the user to a prompt. */
export type Reply =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancel' };

/** What asks the questions: quick input in the editor, prepared answers in a test. */
export interface WizardUi {
  /**
   * Asks one question; shows cancellable progress while a pending prompt is prepared. If `signal` is aborted, the
   * question is closed as if the user had cancelled it.
   */
  ask(
    title: string,
    position: WizardPosition,
    prompt: Prompt | Promise<Prompt>,
    signal: AbortSignal,
  ): Promise<Reply>;
}

/**
 * Asks all questions in order, with Back, and returns the answers; `undefined` if the user cancels. It has no
 * side effects: the caller acts on the complete answers.
 *
 * @param needed a promise that only later questions wait for. If it rejects, the open question is closed and the wizard
 * rejects with its error.
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
