import type { WizardStep } from './wizardStep.ts';

/** The state of a wizard. Going back keeps the answers, so that each question shows its last answer. */
export interface WizardState<Answers> {
  readonly answers: Partial<Answers>;
  /** Index of the current step; past the last one if all are answered. */
  readonly at: number;
}

/** A wizard's progress: counts the steps that apply, from 1. */
export interface WizardPosition {
  readonly step: number;
  readonly total: number;
  readonly canGoBack: boolean;
}

type Steps<Answers> = readonly WizardStep<Answers>[];

const applies = <Answers>(step: WizardStep<Answers> | undefined, answers: Partial<Answers>): boolean =>
  step !== undefined && (step.applies?.(answers) ?? true);

/** Starts at the first step that applies. */
export function startWizard<Answers>(steps: Steps<Answers>, answers: Partial<Answers>): WizardState<Answers> {
  return settleForward(steps, { answers, at: 0 });
}

/** Records the reply to the current step and moves to the next one that applies. */
export function answerStep<Answers>(
  steps: Steps<Answers>,
  state: WizardState<Answers>,
  reply: unknown,
): WizardState<Answers> {
  const step = steps[state.at];
  if (!step) return state;
  return settleForward(steps, { answers: step.record(state.answers, reply), at: state.at + 1 });
}

/** Goes back to the previous step that applies, if there is one. */
export function goBack<Answers>(steps: Steps<Answers>, state: WizardState<Answers>): WizardState<Answers> {
  for (let at = state.at - 1; at >= 0; at -= 1) {
    if (applies(steps[at], state.answers)) return { ...state, at };
  }
  return state;
}

/** Returns the step to ask now; `undefined` when all is answered. */
export function currentStep<Answers>(
  steps: Steps<Answers>,
  state: WizardState<Answers>,
): WizardStep<Answers> | undefined {
  return steps[state.at];
}

/** Returns the progress. The total depends on the answers: steps that do not apply are not counted. */
export function wizardPosition<Answers>(steps: Steps<Answers>, state: WizardState<Answers>): WizardPosition {
  const asked = steps.map(step => applies(step, state.answers));
  const step = asked.slice(0, state.at + 1).filter(Boolean).length;
  return { step, total: asked.filter(Boolean).length, canGoBack: step > 1 };
}

function settleForward<Answers>(steps: Steps<Answers>, state: WizardState<Answers>): WizardState<Answers> {
  let at = state.at;
  while (at < steps.length && !applies(steps[at], state.answers)) at += 1;
  return { ...state, at };
}
