import type { Node } from 'jsonc-parser';
import type { KeyPath } from '../fileFormat.ts';
import { parseJsonTree, propertiesOf } from './jsonTree.ts';

/** Returns the paths of the objects in objects of a text, also of those without texts; none if it can't be parsed. */
export function objectPathsIn(text: string): readonly KeyPath[] {
  const root = parseJsonTree(text);
  return 'code' in root ? [] : below(root, []);
}

const below = (node: Node, around: KeyPath): readonly KeyPath[] =>
  propertiesOf(node)
    .filter(({ value }) => value.type === 'object')
    .flatMap(({ name, value }) => [[...around, name], ...below(value, [...around, name])]);
