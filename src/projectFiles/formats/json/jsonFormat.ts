import type { Node } from 'jsonc-parser';
import type { Assignment, Edited, FileFormat, FormatFault, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { type IsNamedList, NewNamedList, NewProperties } from '../newProperties.ts';
import type { TextEdit } from '../textEdit.ts';
import { BASE64, PLAIN_TEXT, type ValueCoding } from '../valueCoding.ts';
import { newDocument, newProperties } from './jsonNewProperties.ts';
import { type JsonMember, Members, membersOf, parseJsonObject, propertiesOf } from './jsonTree.ts';

/** JSON, with comments and trailing commas, as configuration files often have them. */
export const jsonFormat: FileFormat = jsonFormatWith(() => false);

/**
 * Makes the format of JSON files in which some lists of `{ "name", "value" }` objects stand for an object: the path of a
 * value ends with its name.
 */
export function jsonFormatWith(isNamedList: IsNamedList): FileFormat {
  return {
    name: 'json',
    matches: fileName => /\.jsonc?$/i.test(fileName),
    read: text => {
      const root = parseJsonObject(text);
      return 'code' in root ? [] : addEntries([], root, [], isNamedList);
    },
    set: (text, assignments) => setJson(text, assignments, isNamedList),
  };
}

function addEntries(
  entries: WrittenEntry[],
  node: Node,
  around: KeyPath,
  isNamedList: IsNamedList,
  coding = PLAIN_TEXT,
): readonly WrittenEntry[] {
  const members = membersIn(node, around, isNamedList);
  const below = isSecret(name => members.findLast(each => each.name === name)?.value) ? BASE64 : PLAIN_TEXT;
  for (const { name, value } of members) {
    const keyPath = [...around, name];
    const { offset, length } = value;
    if (value.type === 'string') {
      const decoded = coding.decode(String(value.value));
      if (decoded !== undefined) entries.push({ keyPath, value: decoded, offset, length });
    } else if (value.type === 'null') entries.push({ keyPath, value: '', offset, length });
    else addEntries(entries, value, keyPath, isNamedList, name === ENCODED ? below : PLAIN_TEXT);
  }
  return entries;
}

/** Returns the members of an object or array; those of a named list by their names. */
function membersIn(node: Node, keyPath: KeyPath, isNamedList: IsNamedList): readonly JsonMember[] {
  if (node.type !== 'array' || !isNamedList(keyPath)) return membersOf(node);
  return membersOf(node).flatMap(({ value: element }) => {
    const parts = propertiesOf(element);
    const name = parts.findLast(part => part.name === 'name')?.value;
    const value = parts.findLast(part => part.name === 'value')?.value;
    return name?.type === 'string' && value ? [{ name: String(name.value), value }] : [];
  });
}

function setJson(text: string, assignments: readonly Assignment[], isNamedList: IsNamedList): Edited {
  if (text.trim() === '') return setEmpty(text, assignments, isNamedList);
  const root = parseJsonObject(text);
  if ('code' in root) return { ok: false, fault: root };
  const edits = new Map<Node, TextEdit | undefined>();
  const additions = new Map<Node, NewProperties>();
  const members = new Members((node, around) => membersIn(node, around, isNamedList));
  for (const { keyPath, value } of assignments) {
    const place = find(members, root, keyPath, isNamedList);
    if (place === 'blocked') return refuse(keyPath);
    const { node, rest } = place;
    const coding = codingOf(members, root, keyPath);
    const written = coding.encode(value);
    // What can't be decoded isn't replaced.
    if (node.type === 'string' && coding.decode(String(node.value)) === undefined) return refuse(keyPath);
    if (rest.length === 0) edits.set(node, valueEdit(node, written));
    else {
      const around = keyPath.slice(0, keyPath.length - rest.length);
      const added = additions.get(node) ?? newMembers(node, around, isNamedList);
      additions.set(node, added);
      if (!added.put(rest, written)) return refuse(keyPath);
    }
  }
  const together = new Set(edits.keys());
  const inserted = [...additions].flatMap(([node, added]) => newProperties(text, node, added, together));
  return { ok: true, edits: [...[...edits.values()].filter(edit => edit !== undefined), ...inserted] };
}

const newMembers = (node: Node, around: KeyPath, isNamedList: IsNamedList): NewProperties =>
  node.type === 'array'
    ? new NewNamedList()
    : new NewProperties(keyPath => isNamedList([...around, ...keyPath]));

function setEmpty(text: string, assignments: readonly Assignment[], isNamedList: IsNamedList): Edited {
  const added = new NewProperties(isNamedList);
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
function find(members: Members, root: Node, keyPath: KeyPath, isNamedList: IsNamedList): Place | 'blocked' {
  let node = root;
  for (const [depth, key] of keyPath.entries()) {
    if (node.type !== 'object' && node.type !== 'array') return 'blocked';
    const around = keyPath.slice(0, depth);
    const member = members.find(node, around, key);
    if (!member) {
      const rest = keyPath.slice(depth);
      const mayGrow = node.type === 'object' || (isNamedList(around) && rest.length === 1);
      // A path says nothing about the order of elements, so an array without names never gets a new one.
      return mayGrow ? { node, rest } : 'blocked';
    }
    node = member;
  }
  return node.type === 'object' || node.type === 'array' ? 'blocked' : { node, rest: [] };
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
