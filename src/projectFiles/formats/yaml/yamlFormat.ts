import { isDocument } from 'yaml';
import type { Assignment, Edited, FileFormat, FormatFault, KeyPath, WrittenEntry } from '../fileFormat.ts';
import { samePath } from '../keyPathMap.ts';
import { NewNamedList, NewProperties } from '../newProperties.ts';
import { placeOf, type TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import { parseYaml, withLimits } from './parseYaml.ts';
import { addBelowKey, addToBranch, addToEmpty } from './yamlAdditions.ts';
import { addBelowFlowKey, leafEdits, removeNull } from './yamlLeafEdit.ts';
import { findPlace, type Growth, type YamlText } from './yamlPath.ts';
import { type Branch, isBranch, type Leaf } from './yamlPlace.ts';
import { YamlTree } from './yamlTree.ts';

/** YAML, edited by the positions of its nodes. Printing the whole document would move comments and fold long lines. */
export const yamlFormat: FileFormat = {
  name: 'yaml',
  matches: fileName => /\.ya?ml$/i.test(fileName),
  read: text => {
    const read = readYaml(text);
    return 'code' in read ? [] : read.entries;
  },
  set: setYaml,
};

interface ReadYaml extends YamlText {
  readonly entries: readonly WrittenEntry[];
}

/** The keys of the first document have no prefix; those of document 2 are below `--- 2`. */
const prefixOf = (index: number): KeyPath => (index === 0 ? [] : [`--- ${index + 1}`]);

function readYaml(text: string): ReadYaml | FormatFault {
  const documents = parseYaml(text);
  if ('code' in documents) return documents;
  return withLimits(text, () => {
    const tree = new YamlTree(text, documents);
    const entries: WrittenEntry[] = [];
    for (const [index, root] of tree.roots.entries()) {
      if (root && isBranch(root)) addEntries(entries, tree, root, prefixOf(index));
      else if (root && documents.length === 1)
        return { code: 'notAnObject', detail: placeOf(text, root.offset) };
    }
    return { text, documents, tree, entries };
  });
}

function addEntries(entries: WrittenEntry[], tree: YamlTree, branch: Branch, around: KeyPath): void {
  for (const { name, place } of tree.members(branch)) {
    const keyPath = [...around, name];
    if (isBranch(place)) addEntries(entries, tree, place, keyPath);
    else if (place.value !== undefined) {
      const { value, offset, length, isLiteral } = place;
      entries.push({ keyPath, value, offset, length, ...(isLiteral && { isLiteral }) });
    }
  }
}

function setYaml(text: string, assignments: readonly Assignment[]): Edited {
  const read = readYaml(text);
  if ('code' in read) return { ok: false, fault: read };
  const planned = withLimits(text, () => planEdits(read, assignments));
  if ('code' in planned) return { ok: false, fault: planned };
  if (planned.edits.length === 0) return { ok: true, edits: [] };
  const entries = read.entries.filter(({ keyPath }) => !planned.grown.some(path => samePath(path, keyPath)));
  return verifyEdits(yamlFormat.read, { text, entries }, assignments, planned.edits);
}

interface Planned {
  readonly edits: readonly TextEdit[];
  /** Keys without a value that get keys below them. */
  readonly grown: readonly KeyPath[];
}

/** New keys of one map, list or document. */
interface Addition {
  readonly growth: Growth;
  readonly properties: NewProperties;
}

function planEdits(read: ReadYaml, assignments: readonly Assignment[]): Planned | FormatFault {
  const leaves = new Map<Leaf, readonly TextEdit[]>();
  const additions = new Map<unknown, Addition>();
  for (const { keyPath, value } of assignments) {
    const found = findPlace(read, keyPath);
    if ('code' in found) return found;
    if ('leaf' in found) {
      const edits = valueEdits(read.text, found.leaf, keyPath, value);
      if ('code' in edits) return edits;
      leaves.set(found.leaf, edits);
      continue;
    }
    const { at, rest, coding } = found;
    if (!mayGrow(found)) return { code: 'notAnObject', detail: keyPath.join('.') };
    const addition = additions.get(at) ?? { growth: found, properties: newProperties(found) };
    additions.set(at, addition);
    if (!addition.properties.put(rest, coding.encode(value)))
      return { code: 'notAnObject', detail: keyPath.join('.') };
  }
  // At one offset, the lines of the innermost map come first.
  const all = [...additions.values()].toSorted((one, other) => depthOf(other) - depthOf(one));
  return {
    edits: [...[...leaves.values()].flat(), ...all.flatMap(addition => additionEdits(read.text, addition))],
    grown: all.flatMap(({ growth: { at, path } }) => (at && 'coding' in at ? [path] : [])),
  };
}

/** A pair alone in a list (`[a: b]`) is a map without brackets of its own, and a `!!set` has no values. */
function mayGrow({ at }: Growth): boolean {
  if (!at || !('form' in at)) return true;
  const { node } = at;
  return !isSet(node) && (!node.flow || node.srcToken?.type === 'flow-collection');
}

const isSet = ({ tag }: { readonly tag?: string | undefined }): boolean => tag === 'tag:yaml.org,2002:set';

const depthOf = ({ growth: { path } }: Addition): number => path.length;

/** A value that is right already keeps its spelling. */
function valueEdits(
  text: string,
  leaf: Leaf,
  keyPath: KeyPath,
  wanted: string,
): readonly TextEdit[] | FormatFault {
  if (leaf.value === wanted) return [];
  if (leaf.isShared) return { code: 'shared', detail: keyPath.join('.') };
  const edits = leaf.isReference ? undefined : leafEdits(text, leaf, wanted);
  return edits ?? { code: 'notAnObject', detail: keyPath.join('.') };
}

/** An environment of Kubernetes is a list, also if it is new. */
function newProperties({ at, role }: Growth): NewProperties {
  if (role === 'env' && at && 'coding' in at) return new NewNamedList();
  return new NewProperties(keyPath => role === 'env' && keyPath.length === 1);
}

function additionEdits(text: string, { growth, properties }: Addition): readonly TextEdit[] {
  const { at, within } = growth;
  if (!at) return [addToEmpty(text, undefined, properties)];
  if (isDocument(at)) return [addToEmpty(text, at.contents ?? undefined, properties)];
  if ('form' in at) return addToBranch(text, at, properties);
  if (within?.node.flow) return addBelowFlowKey(text, at, within, properties) ?? [];
  return [...removeNull(text, at), addBelowKey(text, at, within?.node, properties)];
}
