/** What an extension's activation takes, as *Developer: Startup Performance* tells it, milliseconds. */
export interface ActivationTimes {
  readonly load: number;
  readonly activate: number;
  readonly resolve: number;
}

const HEADING = /^## Extension Activation Stats$/m;

/**
 * Reads the activation times from the text of *Developer: Startup Performance*, by extension id; those of extensions
 * that are not activated yet are missing.
 */
export function activationTimes(text: string): ReadonlyMap<string, ActivationTimes> {
  const [, section = ''] = text.split(HEADING);
  const [table = ''] = section.split(/^## /m);
  const rows = table
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line => line.split('|').map(cell => cell.trim()));
  return new Map(
    rows.flatMap(([, id, , ...cells]) => {
      const [load, activate, resolve] = cells
        .slice(0, 3)
        .map(cell => (cell === '' ? Number.NaN : Number(cell)));
      if (!id || [load, activate, resolve].some(value => !Number.isFinite(value))) return [];
      return [[id, { load, activate, resolve } as ActivationTimes]];
    }),
  );
}

/** Adds up what an activation takes. */
export const totalMs = ({ load, activate, resolve }: ActivationTimes): number => load + activate + resolve;

/** Returns how many times as long an activation takes as another. VS Code counts milliseconds: one that takes 0 takes up to 1. */
export const activationRatio = (ours: ActivationTimes, other: ActivationTimes): number =>
  totalMs(ours) / Math.max(1, totalMs(other));
