/** What a figure should be, at least or at most. */
export type Goal = { readonly least: number } | { readonly most: number };

/** The goals that we have set ourselves, by the figure's name. */
export const GOALS: Readonly<Record<string, Goal>> = {
  'activation.overEmptyMs': { most: 5 },
  'bundle.activationKiB': { most: 200 },
  'vsix.KiB': { most: 1500 },
  'list50000.ratio': { least: 0.9 },
  'sweep10000.ratio': { least: 0.9 },
  'treePaint50000.ratio': { most: 1.2 },
  'localTenant.listRatio': { most: 1 },
};

/** Tells whether a value is what it should be. */
export const isMet = (goal: Goal, value: number): boolean =>
  'least' in goal ? value >= goal.least : value <= goal.most;
