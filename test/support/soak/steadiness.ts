import type { HostFigures } from './hostFigures.ts';

type Measured = 'heapBytes' | 'timers' | 'sockets' | 'files' | 'children';

/** How much a figure may grow between two times: a constant amount, and an amount for each action. */
interface Allowance {
  readonly figure: Measured;
  readonly once: number;
  /** For what the actions add on purpose: new clients and secrets. */
  readonly perAction: number;
}

const MEBIBYTE = 1024 * 1024;

const ALLOWANCES: readonly Allowance[] = [
  // The editor's own caches, and code that is loaded by the first use of a view, take a few MB.
  { figure: 'heapBytes', once: 8 * MEBIBYTE, perAction: 8 * 1024 },
  { figure: 'timers', once: 6, perAction: 0 },
  // The number of connections to one service that are kept alive.
  { figure: 'sockets', once: 16, perAction: 0 },
  { figure: 'files', once: 4, perAction: 0 },
  { figure: 'children', once: 0, perAction: 0 },
];

/** A figure that kept findGrowth. */
export interface Growth {
  readonly figure: Measured;
  readonly from: number;
  readonly to: number;
  readonly allowed: number;
}

/**
 * Returns the figures that grew too much between the median of the second quarter and that of the last one. In the first
 * quarter, code is loaded for its first use; the median ignores outliers. All figures must be of one process.
 */
export function findGrowth(figures: readonly HostFigures[]): readonly Growth[] {
  const quarter = (index: number) =>
    figures.slice(Math.floor((index * figures.length) / 4), Math.ceil(((index + 1) * figures.length) / 4));
  const [second, last] = [quarter(1), quarter(3)];
  const actions = medianOf(last, 'actions') - medianOf(second, 'actions');
  return ALLOWANCES.flatMap(({ figure, once, perAction }) => {
    const [from, to] = [medianOf(second, figure), medianOf(last, figure)];
    const allowed = once + perAction * actions;
    return to - from > allowed ? [{ figure, from, to, allowed }] : [];
  });
}

function medianOf(figures: readonly HostFigures[], key: Measured | 'actions'): number {
  const sorted = figures.map(each => each[key]).toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return (low + high) / 2;
}
