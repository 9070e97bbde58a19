import {
  answerStep,
  currentStep,
  goBack,
  goBackTo,
  startWizard,
  type WizardPosition,
  type WizardState,
  wizardPosition,
} from './wizardMachine.ts';
import type { Prompt, WizardStep } from './wizardStep.ts';

/** Reply of the user to a prompt. */
export type Reply =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'back' }
  /** Goes back to the step with this id. */
  | { readonly kind: 'goTo'; readonly step: string }
  /** `draft` is what was typed until the question was closed; never of a password. */
  | { readonly kind: 'cancel'; readonly draft?: string | undefined };

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

/** Where a wizard was left: given to the next one, it continues there with the same answers. */
export interface WizardMemory<Answers> {
  left?: WizardState<Answers> | undefined;
  /** What had been typed into the open question. */
  draft?: string | undefined;
}

/** What a wizard may depend on, besides its steps. */
export interface WizardOptions<Answers> {
  /**
   * A promise that only later questions wait for. If it rejects, the open question is closed and the wizard rejects with its
   * error.
   */
  readonly needed?: Promise<unknown>;
  /** Filled while the wizard runs, so that the answers survive its failure, and that of what follows. */
  readonly memory?: WizardMemory<Answers>;
}

/**
 * Asks all questions in order, with Back, and returns the answers; `undefined` if the user cancels. It has no
 * side effects: the caller acts on the complete answers.
 */
export async function runWizard<Answers>(
  ui: WizardUi,
  title: string,
  steps: readonly WizardStep<Answers>[],
  known: Partial<Answers> = {},
  { needed = Promise.resolve(), memory = {} }: WizardOptions<Answers> = {},
): Promise<Answers | undefined> {
  const failed = new AbortController();
  needed.catch(error => failed.abort(error));
  let state = memory.left ?? startWizard(steps, known);
  for (let step = currentStep(steps, state); step; step = currentStep(steps, state)) {
    memory.left = state;
    const prompt = withDraft(step.prompt(state.answers), memory);
    const reply = await ui.ask(title, wizardPosition(steps, state), prompt, failed.signal);
    if (failed.signal.aborted && reply.kind === 'cancel') memory.draft = reply.draft;
    failed.signal.throwIfAborted();
    if (reply.kind === 'cancel') return undefined;
    if (reply.kind === 'back') state = goBack(steps, state);
    else if (reply.kind === 'goTo') state = goBackTo(steps, state, reply.step);
    else state = answerStep(steps, state, reply.value);
  }
  // The last question shows its answer, too, if it is asked again.
  if (memory.left) memory.left = { ...memory.left, answers: state.answers };
  return state.answers as Answers;
}

/** Returns a prompt with what had been typed before. */
function withDraft(
  prompt: Prompt | Promise<Prompt>,
  memory: WizardMemory<unknown>,
): Prompt | Promise<Prompt> {
  const { draft } = memory;
  memory.draft = undefined;
  if (draft === undefined) return prompt;
  const fill = (each: Prompt): Prompt => (each.kind === 'text' ? { ...each, value: draft } : each);
  return prompt instanceof Promise ? prompt.then(fill) : fill(prompt);
}
