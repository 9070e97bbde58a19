import type { HostFigures } from './hostFigures.ts';

type Measured = 'heapBytes' | 'timers' | 'sockets' | 'files' | 'children';

/** By how much a figure may grow between two moments: a little at any time, and something with every action. */
interface Allowance {
  readonly figure: Measured;
  readonly once: number;
  /** What the actions leave behind on purpose: clients and secrets that are there from then on. */
  readonly perAction: number;
}

const MEBIBYTE = 1024 * 1024;

const ALLOWANCES: readonly Allowance[] = [
  // the editor's own caches, and what is loaded with the first use of a view, come and go by a few MB
  { figure: 'heapBytes', once: 8 * MEBIBYTE, perAction: 8 * 1024 },
  { figure: 'timers', once: 6, perAction: 0 },
  // as many as are kept alive to one service
  { figure: 'sockets', once: 16, perAction: 0 },
  { figure: 'files', once: 4, perAction: 0 },
  { figure: 'children', once: 0, perAction: 0 },
];

/** A figure that went on growing. */
export interface Growth {
  readonly figure: Measured;
  readonly from: number;
  readonly to: number;
  readonly allowed: number;
}

/**
 * Names the figures that grew more than they may between the median of the second quarter and that of the last: the
 * first quarter loads what is used for the first time, and a median does not mind a moment that is unlike the others.
 * All figures must be of one process.
 */
export function growing(figures: readonly HostFigures[]): readonly Growth[] {
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
