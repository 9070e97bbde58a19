import { isMap, isScalar, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Form, Role } from './yamlPlace.ts';

/** The keys of an element for its name and its value. */
const NAMED: readonly (readonly [name: string, value: string])[] = [
  ['name', 'value'],
  ['key', 'value'],
  ['Name', 'Value'],
  ['Key', 'Value'],
];

/** A text with a name and a value. */
const SETTING = /^[A-Za-z_][\w.-]*=/;

/** A name whose value is that of the shell. */
const NAME = /^[A-Za-z_]\w*$/;

/** Keys of lists whose elements may be names without values. */
const ENVIRONMENTS = new Set(['env', 'environment']);

/** What {@link formOf} works with. */
export interface ListParts {
  /** Returns the value of a key of a map, behind an alias as well. */
  readonly nodeAt: (map: YAMLMap, key: string) => Node | undefined;
  /** Returns the node that an alias stands for. */
  readonly resolve: (node: unknown) => Node | undefined;
}

/** Tells how the elements of a list are named, by their shape; an empty list, by where it is. */
export function formOf(list: YAMLSeq, key: string, role: Role, { nodeAt, resolve }: ListParts): Form {
  if (list.items.length === 0) {
    if (role === 'shell') return { kind: 'settings' };
    return role === 'env' ? { kind: 'named', name: 'name', value: 'value' } : { kind: 'list' };
  }
  const elements = list.items.map(resolve);
  const maps = elements.filter(element => isMap(element));
  if (maps.length === elements.length) {
    const found = NAMED.find(
      ([name, value]) =>
        maps.every(element => textOf(nodeAt(element, name)) !== undefined) &&
        maps.some(element => nodeAt(element, value) ?? nodeAt(element, `${value}From`)),
    );
    return found ? { kind: 'named', name: found[0], value: found[1] } : { kind: 'list' };
  }
  const mayBeNames = role === 'shell' || ENVIRONMENTS.has(key);
  const isSettings = elements.map(textOf).every(text => {
    if (text === undefined) return false;
    return SETTING.test(text) || (mayBeNames && NAME.test(text));
  });
  return { kind: isSettings ? 'settings' : 'list' };
}

/** Returns the text of a scalar without a tag; `undefined` for any other node. */
export function textOf(node: Node | undefined): string | undefined {
  if (!isScalar(node) || node.tag !== undefined) return undefined;
  return typeof node.value === 'string' ? node.value : undefined;
}
