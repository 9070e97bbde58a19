import type { HostFigures } from './hostFigures.ts';

/** The results of a soak test. */
export interface SoakReport {
  readonly seed: number;
  /** Number of runs of each action. */
  readonly done: ReadonlyMap<string, number>;
  /** Number of occurrences of each fault. */
  readonly faults: ReadonlyMap<string, number>;
  /** Number of toasts that reported a failure. */
  readonly failureToasts: number;
  /** Number of times the view had to be restored: signed out, or filtered to nothing. */
  readonly recoveries: number;
  /** Number of secrets that the service issued in this run, and of those that still exist. */
  readonly issued: number;
  readonly left: number;
  readonly figures: readonly HostFigures[];
}

const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

const COLUMNS: readonly (readonly [title: string, (figures: HostFigures) => string])[] = [
  ['actions', ({ actions }) => `${actions}`],
  ['process', ({ pid }) => `${pid}`],
  ['heap, MB', ({ heapBytes }) => mebibytes(heapBytes)],
  ['timers', ({ timers }) => `${timers}`],
  ['sockets', ({ sockets }) => `${sockets}`],
  ['files', ({ files }) => `${files}`],
  ['children', ({ children }) => `${children}`],
];

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map(row => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd();
  return [titles, ...rows].map(line).join('\n');
}

const counts = (title: string, counted: ReadonlyMap<string, number>): string =>
  table(
    [title, 'times'],
    [...counted].toSorted(([, one], [, other]) => other - one).map(([name, times]) => [name, `${times}`]),
  );

/** Returns the results as tables. */
export function soakReportText(report: SoakReport): string {
  const rows = report.figures.map(figures => COLUMNS.map(([, cell]) => cell(figures)));
  const titles = COLUMNS.map(([title]) => title);
  const { seed, failureToasts, recoveries, issued, left } = report;
  return [
    `seed ${seed}: ${issued} secrets issued (${left} left), ${failureToasts} failures told, ${recoveries} recoveries`,
    counts('action', report.done),
    counts('fault', report.faults),
    table(titles, rows),
  ].join('\n\n');
}

/** Adds one to a count. */
export function count(counted: Map<string, number>, name: string, times = 1): void {
  counted.set(name, (counted.get(name) ?? 0) + times);
}
