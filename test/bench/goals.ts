/** What a figure should be, at least or at most. */
export type Goal = { readonly least: number } | { readonly most: number };

/** Our goals, by the name of the figure. Goals in milliseconds are for a machine with {@link CALIBRATED_MS}. */
export const GOALS: Readonly<Record<string, Goal>> = {
  'activation.overEmptyMs': { most: 5 },
  'activation.ratio': { most: 1.5 },
  'startup.connectedRatio': { most: 1.05 },
  'startup.connectedHeapMiB': { most: 2 },
  'firstUse.ratio': { most: 1.5 },
  'firstQuestion.ratio': { most: 1.5 },
  'bundle.activationKiB': { most: 200 },
  'vsix.KiB': { most: 1500 },
  'list50000.ratio': { least: 0.9 },
  'sweep10000.ratio': { least: 0.9 },
  'treePaint50000.ratio': { most: 1.2 },
  'timeline50000.openRatio': { most: 1.5 },
  'timeline50000.filterMs': { most: 50 },
  'localTenant.listRatio': { most: 1 },
};

/** How long the calibration loop takes on the machine for which the goals are set, in milliseconds. */
export const CALIBRATED_MS = 100;

/** Returns the goal for this machine: a goal in milliseconds grows with the time of the calibration loop. */
export function scaleGoal(goal: Goal, unit: string, calibrationMs: number): Goal {
  if (unit !== 'ms') return goal;
  const factor = calibrationMs / CALIBRATED_MS;
  return 'least' in goal ? { least: goal.least * factor } : { most: goal.most * factor };
}

/** Tells whether a value meets its goal. */
export const isMet = (goal: Goal, value: number): boolean =>
  'least' in goal ? value >= goal.least : value <= goal.most;
