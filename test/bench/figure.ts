/** One measured figure, as `npm run bench -- --json FILE` writes it. */
export interface Figure {
  /** `room.what`, and `Ratio` at the end where it is one. */
  readonly name: string;
  /** Median of the runs. */
  readonly value: number;
  /** Unit of value, min and max; empty for ratios. */
  readonly unit: string;
  /** What it is measured against, in the same run; empty for figures that stand alone. */
  readonly reference: string;
  readonly min: number;
  readonly max: number;
}

/** Returns the median. Throws a `RangeError` when there is nothing to take it of. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('no values');
  return (lower + upper) / 2;
}

/** Makes a figure of what several runs measured. */
export function figure(name: string, unit: string, values: readonly number[], reference = ''): Figure {
  return {
    name,
    value: median(values),
    unit,
    reference,
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

/** So many times as often is measured what takes a moment, in which a machine may have something else to do. */
export const QUICK = 3;

/**
 * Measures two things in turn, so that both meet the same machine in the same mood.
 *
 * @param runs how often each; one more of each goes before, unmeasured
 * @returns what `ours` and `reference` returned, in order
 */
export async function inTurn(
  runs: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ ours: number[]; reference: number[] }> {
  const measured = { ours: [] as number[], reference: [] as number[] };
  for (let run = 0; run <= runs; run += 1) {
    const pair = { ours: await ours(), reference: await reference() };
    if (run === 0) continue;
    measured.ours.push(pair.ours);
    measured.reference.push(pair.reference);
  }
  return measured;
}

/** Divides what was measured in the same turn. */
export function ratios(numerators: readonly number[], denominators: readonly number[]): number[] {
  return numerators.map((numerator, index) => numerator / (denominators[index] ?? Number.NaN));
}

/** Writes a value as exactly as anybody wants to read it. */
export const rounded = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);

/** Formats figures as a table for the terminal. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, min, max, reference }) => [
    name,
    `${rounded(value)} ${unit}`.trim(),
    `${rounded(min)}–${rounded(max)}`,
    reference,
  ]);
  const all = [['figure', 'median', 'range', 'against'], ...rows];
  const widths = [0, 1, 2].map(column => Math.max(...all.map(row => row[column]?.length ?? 0)));
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
