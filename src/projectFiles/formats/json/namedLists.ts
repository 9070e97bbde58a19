import type { Node } from 'jsonc-parser';
import type { KeyPath } from '../fileFormat.ts';
import { DEFAULT_ELEMENT, type ElementLayout } from '../newProperties.ts';
import { type JsonMember, membersOf, propertiesOf } from './jsonTree.ts';

/** The properties by which the elements of a list stand for the properties of an object. */
export interface ListKeys {
  readonly name: string;
  readonly value: string;
}

/** The lists of a document whose elements stand for the properties of an object: a key path has the name of an element. */
export interface NamedLists {
  /** Returns the keys of the elements of the list at a path; `undefined` if its elements have no names. */
  readonly keysOf: (list: Node, keyPath: KeyPath) => ListKeys | undefined;
  /** Tells whether a list has to be made at a path, and not an object. */
  readonly isMissingList: (keyPath: KeyPath) => boolean;
}

/** Names and values as tools write them: Postman; Azure App Service, Kubernetes, Docker; AWS. */
const KEYS: readonly ListKeys[] = [
  { name: 'key', value: 'value' },
  { name: 'name', value: 'value' },
  { name: 'Key', value: 'Value' },
  { name: 'Name', value: 'Value' },
  { name: 'ParameterKey', value: 'ParameterValue' },
];

/** An element with keys for credentials of its own is no variable: `{ "name": "plant", "value": 1, "clientId": "…" }`. */
const OWN_CREDENTIALS = /(?:client|application)[^a-z0-9]{0,3}(?:id|secret|key)/i;

const known = new WeakMap<Node, ListKeys | 'none'>();

/** The lists whose elements are all objects with a name, some of them with a value, wherever they are. */
export const LISTS_BY_SHAPE: NamedLists = {
  keysOf: list => {
    const found = known.get(list) ?? keysByShape(list) ?? 'none';
    known.set(list, found);
    return found === 'none' ? undefined : found;
  },
  isMissingList: () => false,
};

/** Returns lists at certain paths, which have elements with `name` and `value`. */
export const listsAt = (isList: (keyPath: KeyPath) => boolean): NamedLists => ({
  keysOf: (_list, keyPath) => (isList(keyPath) ? { name: 'name', value: 'value' } : undefined),
  isMissingList: isList,
});

function keysByShape(list: Node): ListKeys | undefined {
  const elements = (list.children ?? []).map(element => ({
    isObject: element.type === 'object',
    properties: new Map(propertiesOf(element).map(({ name, value }) => [name, value])),
  }));
  const areObjects = elements.length > 0 && elements.every(({ isObject }) => isObject);
  if (!areObjects) return undefined;
  const keys = KEYS.find(
    ({ name, value }) =>
      elements.every(({ properties }) => properties.get(name)?.type === 'string') &&
      elements.some(({ properties }) => properties.has(value)),
  );
  const isOwn = elements.some(({ properties }) =>
    [...properties.keys()].some(key => OWN_CREDENTIALS.test(key)),
  );
  return isOwn ? undefined : keys;
}

/** An element of a named list. */
export interface NamedElement extends JsonMember {
  /** Set if its value is resolved at run time (`"valueFrom": {…}`); then `value` is the whole element. */
  readonly isReference?: boolean;
}

/** Returns the elements of a named list by their names. One without a value has none that could be set. */
export function elementsByName(list: Node, keys: ListKeys): readonly NamedElement[] {
  return membersOf(list).flatMap(({ value: element }): readonly NamedElement[] => {
    const parts = propertiesOf(element);
    const name = parts.findLast(part => part.name === keys.name)?.value;
    const value = parts.findLast(part => part.name === keys.value)?.value;
    if (name?.type !== 'string') return [];
    if (value) return [{ name: String(name.value), value }];
    const isReference = parts.some(part => /from$|^reference$/i.test(part.name));
    return [{ name: String(name.value), value: element, isReference }];
  });
}

/**
 * Returns the layout of a new element: that of the last one, with what all elements say alike (`"enabled": true`,
 * `"slotSetting": false`).
 */
export function elementLayout(text: string, list: Node, keys: ListKeys): ElementLayout {
  const elements = (list.children ?? []).map(propertiesOf);
  const last = elements.at(-1) ?? [];
  const written = ({ offset, length }: Node) => text.slice(offset, offset + length);
  const isCommon = (key: string, literal: string) =>
    elements.every(parts => parts.some(({ name, value }) => name === key && written(value) === literal));
  const properties = last.flatMap(({ name, value }): ElementLayout['properties'] => {
    if (name === keys.name) return [[name, 'name']];
    if (name === keys.value) return [[name, 'value']];
    const isMark = value.type === 'boolean' || name.toLowerCase() === 'type';
    return isMark && isCommon(name, written(value)) ? [[name, { literal: written(value) }]] : [];
  });
  const [first] = last;
  const before = first ? text.slice(first.key.parent?.parent?.offset, first.key.offset) : '';
  return { properties: withBoth(properties, keys), indent: /[\r\n]([ \t]*)$/.exec(before)?.[1] };
}

/** The last element may have no value. */
function withBoth(properties: ElementLayout['properties'], { name, value }: ListKeys) {
  const kinds = new Set(properties.map(([, kind]) => kind));
  if (kinds.has('name') && kinds.has('value')) return properties;
  if (kinds.has('name')) return [...properties, [value, 'value'] as const];
  return DEFAULT_ELEMENT.properties.map(([, kind]) => [kind === 'name' ? name : value, kind] as const);
}
