import { CST, isCollection, isPair, isScalar, type Node } from 'yaml';
import { insertLines } from '../lineInsertion.ts';
import type { NewProperties } from '../newProperties.ts';
import { lineEndOf, type TextEdit } from '../textEdit.ts';
import { addToFlow, lineStart } from './yamlFlow.ts';
import { type Branch, type Leaf, positionOf } from './yamlPlace.ts';
import { flowItem, formOf, type Style, styleOf, type Value, writeKey, writeText } from './yamlStyle.ts';

/** One level of indentation. */
const STEP = '  ';

/** Plans the edits that add keys to a map, or elements to a list, in the style of what is there. */
export function addToBranch(text: string, branch: Branch, properties: NewProperties): readonly TextEdit[] {
  const { node } = branch;
  const style = styleOf(text, branch);
  if (node.flow) return addToFlow(text, branch, style, properties);
  const indent = indentOf(node);
  const lines = properties.entries().flatMap(([key, value]) => blockLines(key, value, style, indent));
  return [insertLines(text, nextLine(text, endOfBlock(text, node)), lines)];
}

/** Plans the edit that puts keys below a key without a value. */
export function addBelowKey(
  text: string,
  leaf: Leaf,
  around: Node | undefined,
  properties: NewProperties,
): TextEdit {
  const lines = linesOf(properties, indentOf(around) + STEP);
  return insertLines(text, nextLine(text, leaf.offset), lines);
}

/** Plans the edit that adds keys to a document without any. */
export function addToEmpty(text: string, contents: Node | undefined, properties: NewProperties): TextEdit {
  const lineEnd = lineEndOf(text);
  const { offset, length } = contents ? positionOf(contents) : { offset: text.length, length: 0 };
  if (length > 0) {
    // The document is `null` or `~`.
    const before = text.slice(lineStart(text, offset), offset);
    const start = before.trim() === '' ? '' : lineEnd;
    const lines = linesOf(properties, start ? '' : before).join(lineEnd);
    return { offset, length, text: start + (start ? lines : lines.slice(before.length)) };
  }
  const end = contents?.range?.[2] ?? offset;
  const at = end === lineStart(text, end) ? end : nextLine(text, end);
  const lines = linesOf(properties, '').join(lineEnd);
  const gap = at === 0 || /[\r\n]/.test(text[at - 1] ?? '') ? '' : lineEnd;
  return { offset: at, length: 0, text: `${gap}${lines}${lineEnd}` };
}

/** Characters at the end of a text that are looked at. */
const LONGEST_END = 1000;

const indentOf = (node: Node | undefined): string =>
  ' '.repeat(CST.isCollection(node?.srcToken) ? node.srcToken.indent : 0);

const nextLine = (text: string, offset: number): number => {
  const rest = /[^\r\n]*(?:\r\n|\r|\n|$)/y;
  rest.lastIndex = offset;
  return offset + (rest.exec(text)?.[0].length ?? 0);
};

/** Returns the end of the last value of a block. Blank lines after it are no part, unless they are a part of the value. */
function endOfBlock(text: string, node: Node): number {
  let end = node.range?.[1] ?? 0;
  if (keepsBlankLines(text, node)) return end - 1;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

function keepsBlankLines(text: string, node: Node): boolean {
  let last: unknown = node;
  while (isCollection(last)) {
    const item: unknown = last.items.at(-1);
    last = isPair(item) ? item.value : item;
  }
  if (!isScalar(last) || (last.type !== 'BLOCK_LITERAL' && last.type !== 'BLOCK_FOLDED')) return false;
  // Of the last lines of blanks, those that are longer than the indentation are text.
  if (/[^\S\n]\n*$/.test(String(last.value).slice(-LONGEST_END))) return true;
  return /^.\d?\+/.test(text.slice(positionOf(last).offset, positionOf(last).offset + 3));
}

function linesOf(properties: NewProperties, indent: string): readonly string[] {
  const style = { form: formOf(properties), gap: '', isFlow: false };
  return properties.entries().flatMap(([key, value]) => blockLines(key, value, style, indent));
}

function blockLines(key: string, value: Value, style: Style, indent: string): readonly string[] {
  const { form } = style;
  if (form.kind === 'settings') return [`${indent}- ${flowItem(key, value, style)}`];
  if (form.kind === 'named') {
    if (style.isFlow) return [`${indent}- ${flowItem(key, value, style)}`];
    const inside = { ...style, form: { kind: 'map' } } as const;
    const [name, ...rest] = [
      `${writeKey(form.name, style)}: ${writeText(key, style.name)}`,
      ...blockLines(form.value, value, inside, ''),
    ];
    return [`${indent}- ${name}`, ...rest.map(line => `${indent}${STEP}${line}`)];
  }
  const written = `${indent}${writeKey(key, style)}:`;
  if (typeof value === 'string') return [`${written} ${writeText(value, style.value)}`];
  return [written, ...linesOf(value, indent + STEP)];
}
