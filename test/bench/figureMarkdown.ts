import { type Figure, QUICK, rounded } from './figure.ts';
import { GOALS, type Goal, isMet, scaleGoal } from './goals.ts';

/** The machine that figures were measured on. */
export interface Machine {
  readonly cores: number;
  readonly node: string;
  /** Version of the editor. */
  readonly editor: string;
  readonly runs: number;
  /** How long the calibration loop takes; goals in milliseconds are scaled by it. */
  readonly calibrationMs: number;
}

/** Writes figures as a table of Markdown, with the goals that there are and the machine. */
export function figureMarkdown(figures: readonly Figure[], machine: Machine): string {
  const rows = figures.map(({ name, value, unit, min, max, reference }) => {
    const goal = GOALS[name];
    const range = min === max ? '' : `${rounded(min)}–${rounded(max)}`;
    return [
      `\`${name}\``,
      withUnit(rounded(value), unit),
      goal ? goalInWords(scaleGoal(goal, unit, machine.calibrationMs), value, unit) : '',
      range,
      reference,
    ];
  });
  const head = ['figure', 'median', 'goal', 'range', 'against'];
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const { cores, node, editor, runs, calibrationMs } = machine;
  return [
    `Medians of up to ${runs} runs, ${runs * QUICK} of what takes a moment, on ${cores} cores, Node.js ${node}, VS Code ${editor}; calibration loop ${rounded(calibrationMs)} ms.`,
    'A ratio compares with what the last column says, measured in turn in the same run. Goals in milliseconds are for a machine on which the calibration loop takes 100 ms, and are scaled for this one.',
    '',
    line(head),
    '| --- | ---: | ---: | ---: | --- |',
    ...rows.map(line),
    '',
  ].join('\n');
}

const withUnit = (text: string, unit: string): string => `${text} ${unit}`.trim();

function goalInWords(goal: Goal, value: number, unit: string): string {
  const [sign, bound] = 'least' in goal ? ['≥', goal.least] : ['≤', goal.most];
  return `${withUnit(`${sign} ${Number(bound.toPrecision(3))}`, unit)}${isMet(goal, value) ? '' : ' (missed)'}`;
}
