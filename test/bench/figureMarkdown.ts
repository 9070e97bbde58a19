import { type Figure, QUICK, rounded } from './figure.ts';
import { GOALS, type Goal, isMet } from './goals.ts';

/** The machine that figures were measured on. */
export interface Machine {
  readonly cores: number;
  readonly node: string;
  /** Version of the editor. */
  readonly editor: string;
  readonly runs: number;
}

/** Writes figures as a table of Markdown, with the goals that there are and the machine. */
export function figureMarkdown(figures: readonly Figure[], machine: Machine): string {
  const rows = figures.map(({ name, value, unit, min, max, reference }) => {
    const goal = GOALS[name];
    const range = min === max ? '' : `${rounded(min)}–${rounded(max)}`;
    return [
      `\`${name}\``,
      withUnit(rounded(value), unit),
      goal ? goalInWords(goal, value, unit) : '',
      range,
      reference,
    ];
  });
  const head = ['figure', 'median', 'goal', 'range', 'against'];
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const { cores, node, editor, runs } = machine;
  return [
    `Medians of up to ${runs} runs, ${runs * QUICK} of what takes a moment, on ${cores} cores, Node.js ${node}, VS Code ${editor}.`,
    'A ratio compares with what stands in the last column, measured in turn in the same run.',
    '',
    line(head),
    '| --- | ---: | ---: | ---: | --- |',
    ...rows.map(line),
    '',
  ].join('\n');
}

const withUnit = (text: string, unit: string): string => `${text} ${unit}`.trim();

function goalInWords(goal: Goal, value: number, unit: string): string {
  const bound = 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
  return `${withUnit(bound, unit)}${isMet(goal, value) ? '' : ' (missed)'}`;
}
