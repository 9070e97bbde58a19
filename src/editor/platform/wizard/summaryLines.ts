import type { GivenAnswer, PickItem } from './wizardStep.ts';

/** A list of the editor shows about as many characters of a description; it cuts off longer ones. */
const LINE = 60;

/** Writes an answer as lines of a list, none of them so long that it would be cut off. */
export function summaryLines({ label, value, step }: GivenAnswer): readonly PickItem[] {
  return wrap(value).map((description, index) => ({
    label: index === 0 ? label : '',
    description,
    value: step,
    icon: index === 0 && step !== undefined ? 'edit' : 'blank',
  }));
}

/** Breaks a text at its spaces, and a word that is too long by itself anywhere. */
function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    if (rest.length <= LINE) return [...lines, rest];
    const space = rest.lastIndexOf(' ', LINE);
    const end = space > 0 ? space : LINE;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return lines.length > 0 ? lines : [''];
}
