import type { CST } from 'yaml';
import type { NewProperties } from '../newProperties.ts';
import { lineEndOf, type TextEdit } from '../textEdit.ts';
import { type Branch, positionOf } from './yamlPlace.ts';
import { flowItem, type Style } from './yamlStyle.ts';

/** Returns the start of the line that an offset is on. */
export const lineStart = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;

/** Plans the edits that add keys or elements between brackets. */
export function addToFlow(
  text: string,
  { node }: Branch,
  style: Style,
  properties: NewProperties,
): readonly TextEdit[] {
  const items = properties.entries().map(([key, value]) => flowItem(key, value, style));
  const token = node.srcToken;
  if (token?.type !== 'flow-collection') return [];
  const last = token.items.findLast(item => item.key ?? item.value ?? item.sep?.length);
  if (!last) {
    const inside = positionOf(node).offset + 1;
    const close = token.end[0]?.offset ?? inside;
    const isBlank = text.slice(inside, close).trim() === '';
    return [{ offset: inside, length: isBlank ? close - inside : 0, text: items.join(', ') }];
  }
  const end = endOfItem(last);
  const start = startOfItem(last);
  const around = text.slice(lineStart(text, start), start);
  const close = token.end[0]?.offset ?? end;
  if (around.trim() !== '' || !/[\r\n]/.test(text.slice(end, close)))
    return [{ offset: end, length: 0, text: items.map(item => `, ${item}`).join('') }];
  return addOwnLines(text, { end, comma: commaAfter(token, end), around }, items);
}

/** Adds elements on lines of their own. A comment on the line of the last one belongs to it. */
function addOwnLines(
  text: string,
  { end, comma, around }: { end: number; comma: number | undefined; around: string },
  items: readonly string[],
): readonly TextEdit[] {
  const lineEnd = lineEndOf(text);
  const rest = /[^\r\n]*/y;
  rest.lastIndex = comma ?? end;
  const offset = rest.lastIndex + (rest.exec(text)?.[0].length ?? 0);
  const added = items.map(item => `${lineEnd}${around}${item}`).join(',');
  if (comma !== undefined) return [{ offset, length: 0, text: `${added},` }];
  if (offset === end) return [{ offset, length: 0, text: `,${added}` }];
  return [
    { offset: end, length: 0, text: ',' },
    { offset, length: 0, text: added },
  ];
}

/** Returns the offset after a comma behind the last element. */
function commaAfter(token: CST.FlowCollection, end: number): number | undefined {
  const comma = token.items.at(-1)?.start.find(each => each.type === 'comma');
  return comma && comma.offset >= end ? comma.offset + 1 : undefined;
}

const startOfItem = ({ start, key, value, sep }: CST.CollectionItem): number =>
  start.find(({ type }) => type === 'anchor' || type === 'tag' || type === 'explicit-key-ind')?.offset ??
  key?.offset ??
  sep?.[0]?.offset ??
  value?.offset ??
  0;

function endOfItem({ key, sep = [], value }: CST.CollectionItem): number {
  if (value) return endOfToken(value);
  const sign = sep.findLast(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
  if (sign) return sign.offset + sign.source.length;
  return key ? endOfToken(key) : 0;
}

function endOfToken(token: CST.Token): number {
  if (token.type !== 'flow-collection') return token.offset + ('source' in token ? token.source.length : 0);
  const [close] = token.end;
  return close ? close.offset + close.source.length : token.offset;
}
