import { isScalar, type Node, type Scalar } from 'yaml';
import { NewProperties } from '../newProperties.ts';
import type { TextEdit } from '../textEdit.ts';
import { addToBranch } from './yamlAdditions.ts';
import { type Branch, type Leaf, positionOf } from './yamlPlace.ts';
import { flowValue, styleOf } from './yamlStyle.ts';
import { writeYamlValue } from './yamlValue.ts';

/** Plans the edits that replace a value in the style in which it is written; `undefined` if there is no place for it. */
export function leafEdits(text: string, leaf: Leaf, wanted: string): readonly TextEdit[] | undefined {
  const { node, element } = leaf;
  const value = leaf.coding.encode(wanted);
  if (element) {
    const added = new NewProperties();
    added.put([element.key], value);
    return addToBranch(text, element.branch, added);
  }
  const written = writeYamlValue(value, node?.type);
  if (node) {
    const { offset, length } = positionOf(node);
    // A block scalar includes its last line end, which stays.
    return [{ offset, length: text.slice(offset, offset + length).trimEnd().length, text: written }];
  }
  const missing = placeOfMissing(text, leaf);
  return missing && [{ offset: missing.offset, length: 0, text: `${missing.sign} ${written}` }];
}

/** Plans the edit that puts keys between brackets below a key without a value, which is between brackets itself. */
export function addBelowFlowKey(
  text: string,
  leaf: Leaf,
  around: Branch,
  properties: NewProperties,
): readonly TextEdit[] | undefined {
  const written = flowValue(properties, styleOf(text, around));
  if (leaf.node) return [{ ...positionOf(leaf.node), text: written }];
  const missing = placeOfMissing(text, leaf);
  return missing && [{ offset: missing.offset, length: 0, text: `${missing.sign} ${written}` }];
}

/** Plans the edit that removes a value that says that there is none: `null`, `~`. */
export function removeNull(text: string, leaf: Leaf): readonly TextEdit[] {
  if (!leaf.node) return [];
  const { offset, length } = positionOf(leaf.node);
  let start = offset;
  while (/[ \t]/.test(text[start - 1] ?? '')) start -= 1;
  return [{ offset: start, length: offset + length - start, text: '' }];
}

/** Returns where a value that is left out is written, and the colon if there is none. */
function placeOfMissing(text: string, { pair, offset }: Leaf): { offset: number; sign: string } | undefined {
  const node = pair?.value as Node | null | undefined;
  // After an anchor or a tag.
  if (isScalar(node) && (node.anchor !== undefined || node.tag !== undefined)) return { offset, sign: '' };
  if (!pair) return afterDash(text, offset);
  const end = (pair.key as Scalar).range?.[1];
  if (end === undefined) return undefined;
  const colon = /[^\S\r\n]*:/y;
  colon.lastIndex = end;
  const found = colon.exec(text);
  if (found) return { offset: end + found[0].length, sign: '' };
  const isExplicit = pair.srcToken && 'explicitKey' in pair.srcToken && pair.srcToken.explicitKey;
  return isExplicit ? undefined : { offset: end, sign: ':' };
}

function afterDash(text: string, offset: number): { offset: number; sign: string } | undefined {
  let end = offset;
  while (/[ \t]/.test(text[end - 1] ?? '')) end -= 1;
  return text[end - 1] === '-' ? { offset: end, sign: '' } : undefined;
}
