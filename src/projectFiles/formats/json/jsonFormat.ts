import type { Node } from 'jsonc-parser';
import type { Assignment, Edited, FileFormat, FormatFault, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { NewNamedList, NewProperties } from '../newProperties.ts';
import type { TextEdit } from '../textEdit.ts';
import { BASE64, PLAIN_TEXT, type ValueCoding } from '../valueCoding.ts';
import { newDocument, newProperties } from './jsonNewProperties.ts';
import { hasMembers, Members, membersOf, parseJsonTree } from './jsonTree.ts';
import {
  elementLayout,
  elementsByName,
  LISTS_BY_SHAPE,
  type NamedElement,
  type NamedLists,
} from './namedLists.ts';

/**
 * JSON, with comments and trailing commas, as configuration files often have them. In a path, an element of an array has its
 * index (`['0', 'ClientId']`), and one of a named list has its name (`['values', 'ClientId']`).
 */
export const jsonFormat: FileFormat = jsonFormatWith(LISTS_BY_SHAPE);

/** Makes the format of JSON files in which some lists stand for an object. */
export function jsonFormatWith(lists: NamedLists): FileFormat {
  return {
    name: 'json',
    matches: fileName => /\.(?:jsonc?|code-workspace)$/i.test(fileName),
    read: text => {
      const root = parseJsonTree(text);
      return 'code' in root ? [] : addEntries([], root, [], lists);
    },
    set: (text, assignments) => setJson(text, assignments, lists),
  };
}

/** The value of an element that refers to one. */
const REFERENCE = '${'.concat('valueFrom}');

function addEntries(
  entries: WrittenEntry[],
  node: Node,
  around: KeyPath,
  lists: NamedLists,
  coding = PLAIN_TEXT,
): readonly WrittenEntry[] {
  const members = membersIn(node, around, lists);
  const below = isSecret(name => members.findLast(each => each.name === name)?.value) ? BASE64 : PLAIN_TEXT;
  for (const { name, value, isReference } of members) {
    const keyPath = [...around, name];
    const { offset, length } = value;
    if (isReference) entries.push({ keyPath, value: REFERENCE, offset, length });
    else if (value.type === 'string') {
      const decoded = coding.decode(String(value.value));
      if (decoded !== undefined) entries.push({ keyPath, value: decoded, offset, length });
    } else if (value.type === 'null') entries.push({ keyPath, value: '', offset, length });
    else addEntries(entries, value, keyPath, lists, name === ENCODED ? below : PLAIN_TEXT);
  }
  return entries;
}

/** Returns the members of an object or array; those of a named list by their names. */
function membersIn(node: Node, keyPath: KeyPath, lists: NamedLists): readonly NamedElement[] {
  const keys = node.type === 'array' ? lists.keysOf(node, keyPath) : undefined;
  return keys ? elementsByName(node, keys) : membersOf(node);
}

function setJson(text: string, assignments: readonly Assignment[], lists: NamedLists): Edited {
  if (text.trim() === '') return setEmpty(text, assignments, lists);
  const root = parseJsonTree(text);
  if ('code' in root) return { ok: false, fault: root };
  const edits = new Map<Node, TextEdit | undefined>();
  const additions = new Map<Node, NewProperties>();
  const members = new Members((node, around) => membersIn(node, around, lists));
  for (const { keyPath, value } of assignments) {
    const place = find(members, root, keyPath, lists);
    if (place === 'blocked') return refuse(keyPath);
    const { node, rest } = place;
    const coding = codingOf(members, root, keyPath);
    const written = coding.encode(value);
    // What can't be decoded isn't replaced.
    if (node.type === 'string' && coding.decode(String(node.value)) === undefined) return refuse(keyPath);
    if (rest.length === 0) edits.set(node, valueEdit(node, written));
    else {
      const around = keyPath.slice(0, keyPath.length - rest.length);
      const added = additions.get(node) ?? newMembers(text, node, around, lists);
      additions.set(node, added);
      if (!added.put(rest, written)) return refuse(keyPath);
    }
  }
  const together = new Set(edits.keys());
  const inserted = [...additions].flatMap(([node, added]) => newProperties(text, node, added, together));
  return { ok: true, edits: [...[...edits.values()].filter(edit => edit !== undefined), ...inserted] };
}

function newMembers(text: string, node: Node, around: KeyPath, lists: NamedLists): NewProperties {
  const keys = node.type === 'array' ? lists.keysOf(node, around) : undefined;
  if (keys) return new NewNamedList(elementLayout(text, node, keys));
  return new NewProperties(keyPath => lists.isMissingList([...around, ...keyPath]));
}

function setEmpty(text: string, assignments: readonly Assignment[], lists: NamedLists): Edited {
  const added = new NewProperties(lists.isMissingList);
  const wrong = assignments.find(({ keyPath, value }) => !added.put(keyPath, value));
  if (wrong) return refuse(wrong.keyPath);
  return { ok: true, edits: assignments.length === 0 ? [] : [newDocument(text, added)] };
}

const refuse = (keyPath: KeyPath): { readonly ok: false; readonly fault: FormatFault } => ({
  ok: false,
  fault: { code: 'notAnObject', detail: keyPath.join('.') },
});

/** A value that is right already keeps its spelling. */
function valueEdit({ value, offset, length }: Node, wanted: string): TextEdit | undefined {
  return value === wanted ? undefined : { offset, length, text: JSON.stringify(wanted) };
}

interface Place {
  readonly node: Node;
  readonly rest: KeyPath;
}

/** Finds the node at a path, or the innermost object on the way and the keys that are missing in it. */
function find(members: Members, root: Node, keyPath: KeyPath, lists: NamedLists): Place | 'blocked' {
  let node = root;
  for (const [depth, key] of keyPath.entries()) {
    if (!hasMembers(node)) return 'blocked';
    const around = keyPath.slice(0, depth);
    const member = members.find(node, around, key);
    if (!member) {
      const rest = keyPath.slice(depth);
      const mayGrow =
        node.type === 'object' || (rest.length === 1 && lists.keysOf(node, around) !== undefined);
      // A path says nothing about the order of elements, so an array without names never gets a new one.
      return mayGrow ? { node, rest } : 'blocked';
    }
    node = member;
  }
  // A number or a truth value isn't a placeholder for a text.
  return node.type === 'string' || node.type === 'null' ? { node, rest: [] } : 'blocked';
}

/** Returns how the value at a path is written: the `data` of a Kubernetes Secret is base64. */
function codingOf(members: Members, root: Node, keyPath: KeyPath): ValueCoding {
  if (keyPath.at(-2) !== ENCODED) return PLAIN_TEXT;
  const around = keyPath.slice(0, -2);
  let node: Node | undefined = root;
  for (const [depth, key] of around.entries()) node = node && members.find(node, around.slice(0, depth), key);
  const found = node;
  return found && isSecret(name => members.find(found, around, name)) ? BASE64 : PLAIN_TEXT;
}

const ENCODED = 'data';

const isSecret = (nodeAt: (name: string) => Node | undefined): boolean =>
  nodeAt('kind')?.value === 'Secret' && (nodeAt('apiVersion')?.value ?? 'v1') === 'v1';
