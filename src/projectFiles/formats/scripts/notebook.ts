import type { Node } from 'jsonc-parser';
import type { FormatFault, WrittenEntry } from '../fileFormat.ts';
import { membersOf, parseJsonTree } from '../json/jsonTree.ts';
import type { Dialect } from './dialects.ts';
import { readScript } from './scriptText.ts';

const memberOf = (node: Node | undefined, name: string): Node | undefined =>
  node && membersOf(node).findLast(member => member.name === name)?.value;

/** The dialects of kernels; the others are read like Python. */
const DIALECTS: Readonly<Record<string, Dialect>> = {
  r: 'r',
  powershell: 'powershell',
  pwsh: 'powershell',
  bash: 'shell',
  'c#': 'csharp',
  'f#': 'csharp',
  csharp: 'csharp',
  ruby: 'ruby',
  php: 'php',
  ...Object.fromEntries(['go', 'java', 'julia', 'kotlin', 'rust', 'scala'].map(name => [name, 'c'])),
};

/**
 * Reads the literals in the code cells of a Jupyter notebook. Its outputs aren't read.
 *
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export function readNotebook(text: string): readonly WrittenEntry[] | FormatFault {
  const root = parseJsonTree(text);
  if ('code' in root) return root;
  const language = memberOf(memberOf(memberOf(root, 'metadata'), 'kernelspec'), 'language');
  const dialect = DIALECTS[String(language?.value).toLowerCase()] ?? 'python';
  const cells = memberOf(root, 'cells')?.children ?? [];
  return cells.filter(isCode).flatMap(cell => {
    const source = memberOf(cell, 'source');
    const lines = source?.type === 'array' ? (source.children ?? []) : [source];
    return lines.flatMap(line => (line?.type === 'string' ? readLines(text, line, dialect) : []));
  });
}

const isCode = (cell: Node): boolean => memberOf(cell, 'cell_type')?.value === 'code';

/** Reads a part of a cell's text, of which the positions in the file have to be found. */
function readLines(text: string, { value, offset, length }: Node, dialect: Dialect): readonly WrittenEntry[] {
  const entries = readScript(String(value), dialect);
  if (entries.length === 0) return entries;
  const offsets = offsetsIn(text, offset + 1, offset + length - 1);
  return entries.map(entry => {
    const start = offsets[entry.offset] ?? offset;
    const end = offsets[entry.offset + entry.length] ?? offset + length - 1;
    return { ...entry, offset: start, length: end - start };
  });
}

/** Returns for each UTF-16 unit of a JSON text where it is written, and where the text ends. */
function offsetsIn(text: string, start: number, end: number): readonly number[] {
  const offsets: number[] = [];
  for (let at = start; at < end; ) {
    offsets.push(at);
    if (text[at] !== '\\') at += 1;
    else at += text[at + 1] === 'u' ? 6 : 2;
  }
  offsets.push(end);
  return offsets;
}
