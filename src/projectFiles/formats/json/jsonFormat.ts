import type { Node } from 'jsonc-parser';
import type { Assignment, Edited, FileEntry, FileFormat, FormatFault, KeyPath } from '../fileFormat.ts';
import { NewProperties } from '../newProperties.ts';
import type { TextEdit } from '../textEdit.ts';
import { newDocument, newProperties } from './jsonNewProperties.ts';
import { Members, membersOf, parseJsonObject } from './jsonTree.ts';

/** JSON, with comments and trailing commas, as configuration files often have them. */
export const jsonFormat: FileFormat = {
  name: 'json',
  matches: fileName => /\.jsonc?$/i.test(fileName),
  read: text => {
    const root = parseJsonObject(text);
    return 'code' in root ? [] : addEntries([], root, []);
  },
  set: setJson,
};

function addEntries(entries: FileEntry[], node: Node, around: KeyPath): readonly FileEntry[] {
  for (const { name, value } of membersOf(node)) {
    const keyPath = [...around, name];
    if (value.type === 'string') entries.push({ keyPath, value: String(value.value) });
    else if (value.type === 'null') entries.push({ keyPath, value: '' });
    else addEntries(entries, value, keyPath);
  }
  return entries;
}

function setJson(text: string, assignments: readonly Assignment[]): Edited {
  if (text.trim() === '') return setEmpty(text, assignments);
  const root = parseJsonObject(text);
  if ('code' in root) return { ok: false, fault: root };
  const edits = new Map<Node, TextEdit | undefined>();
  const additions = new Map<Node, NewProperties>();
  const members = new Members();
  for (const { keyPath, value } of assignments) {
    const place = find(members, root, keyPath);
    if (place === 'blocked') return refuse(keyPath);
    if (place.rest.length === 0) edits.set(place.node, valueEdit(place.node, value));
    else {
      const added = additions.get(place.node) ?? new NewProperties();
      additions.set(place.node, added);
      if (!added.put(place.rest, value)) return refuse(keyPath);
    }
  }
  const together = new Set(edits.keys());
  const inserted = [...additions].flatMap(([node, added]) => newProperties(text, node, added, together));
  return { ok: true, edits: [...[...edits.values()].filter(edit => edit !== undefined), ...inserted] };
}

function setEmpty(text: string, assignments: readonly Assignment[]): Edited {
  const added = new NewProperties();
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
function find(members: Members, root: Node, keyPath: KeyPath): Place | 'blocked' {
  let node = root;
  for (const [depth, key] of keyPath.entries()) {
    if (node.type !== 'object' && node.type !== 'array') return 'blocked';
    const member = members.find(node, key);
    // A path says nothing about the order of elements, so an array never gets a new one.
    if (!member) return node.type === 'object' ? { node, rest: keyPath.slice(depth) } : 'blocked';
    node = member;
  }
  return node.type === 'object' || node.type === 'array' ? 'blocked' : { node, rest: [] };
}
