import type { WizardStep } from './wizardStep.ts';

/** The state of a wizard. Going back keeps the answers, so that each question shows its last answer. */
export interface WizardState<Answers> {
  readonly answers: Partial<Answers>;
  /** Index of the current step; past the last one if all are answered. */
  readonly at: number;
  /** The stages that are counted as steps, in order: they stay the same from the first question to the last. */
  readonly stages: readonly string[];
}

/** A wizard's progress: counts its stages, from 1. */
export interface WizardPosition {
  readonly step: number;
  readonly total: number;
  readonly canGoBack: boolean;
}

type Steps<Answers> = readonly WizardStep<Answers>[];

const applies = <Answers>(step: WizardStep<Answers> | undefined, answers: Partial<Answers>): boolean =>
  step !== undefined && (step.applies?.(answers) ?? true);

const stageOf = <Answers>({ stage, id }: WizardStep<Answers>): string => stage ?? id;

/** Starts at the first step that applies. */
export function startWizard<Answers>(steps: Steps<Answers>, answers: Partial<Answers>): WizardState<Answers> {
  const counted = steps.filter(step => step.stage !== undefined || applies(step, answers));
  return settleForward(steps, { answers, at: 0, stages: [...new Set(counted.map(stageOf))] });
}

/** Records the reply to the current step and moves to the next one that applies. */
export function answerStep<Answers>(
  steps: Steps<Answers>,
  state: WizardState<Answers>,
  reply: unknown,
): WizardState<Answers> {
  const step = steps[state.at];
  if (!step) return state;
  return settleForward(steps, { ...state, answers: step.record(state.answers, reply), at: state.at + 1 });
}

/** Goes back to the previous step that applies, if there is one. */
export function goBack<Answers>(steps: Steps<Answers>, state: WizardState<Answers>): WizardState<Answers> {
  for (let at = state.at - 1; at >= 0; at -= 1) {
    if (applies(steps[at], state.answers)) return { ...state, at };
  }
  return state;
}

/** Goes back to an earlier step; stays where it is if that step does not apply. */
export function goBackTo<Answers>(
  steps: Steps<Answers>,
  state: WizardState<Answers>,
  id: string,
): WizardState<Answers> {
  const at = steps.findIndex(
    (step, index) => step.id === id && index < state.at && applies(step, state.answers),
  );
  return at < 0 ? state : { ...state, at };
}

/** Returns the step to ask now; `undefined` when all is answered. */
export function currentStep<Answers>(
  steps: Steps<Answers>,
  state: WizardState<Answers>,
): WizardStep<Answers> | undefined {
  return steps[state.at];
}

/** Returns the progress. The total never changes: a question that an answer adds counts with the one before it. */
export function wizardPosition<Answers>(steps: Steps<Answers>, state: WizardState<Answers>): WizardPosition {
  const { stages, at } = state;
  const passed = steps.slice(0, at + 1).map(step => stages.indexOf(stageOf(step)));
  const own = passed.at(-1) ?? -1;
  const index = own >= 0 ? own : Math.max(0, ...passed);
  return {
    step: index + 1,
    total: Math.max(1, stages.length),
    canGoBack: goBack(steps, state).at !== at,
  };
}

function settleForward<Answers>(steps: Steps<Answers>, state: WizardState<Answers>): WizardState<Answers> {
  let at = state.at;
  while (at < steps.length && !applies(steps[at], state.answers)) at += 1;
  return { ...state, at };
}
