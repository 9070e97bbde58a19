import { labelText } from '../../vocabulary/shownText.ts';

/** Writes a table of GitHub's Markdown. The content of a cell is text, whichever characters it has. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  return `${[line(heads), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n')}\n`;
}

const escapeCell = (text: string): string =>
  labelText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~!$&]/g, character => `\\${character}`)
    .trim();
