import type { Document } from 'yaml';
import type { FormatFault, KeyPath } from '../fileFormat.ts';
import { placeOf } from '../textEdit.ts';
import { PLAIN_TEXT, type ValueCoding } from '../valueCoding.ts';
import { codingOf } from './yamlLeaf.ts';
import { type Branch, isBranch, type Leaf, positionOf, type Role } from './yamlPlace.ts';
import type { YamlTree } from './yamlTree.ts';

/** A text with what is in it. */
export interface YamlText {
  readonly text: string;
  readonly documents: readonly Document[];
  readonly tree: YamlTree;
}

/** Where a new key is added. */
export interface Growth {
  /** A map or list, a key without a value, or a document without contents; `undefined` in a file of comments only. */
  readonly at: Branch | Leaf | Document | undefined;
  readonly path: KeyPath;
  /** The keys that are missing there. */
  readonly rest: KeyPath;
  readonly coding: ValueCoding;
  /** What programs take the first new map or list for, or the one that gets a new key. */
  readonly role: Role;
  /** The map around a key without a value. */
  readonly within?: Branch;
}

/** What is at a path, or where it is added, or why neither is possible. */
export type Found = { readonly leaf: Leaf } | Growth | FormatFault;

/** The first part of the paths in the second document and those after it. */
const DOCUMENT = /^--- ([1-9]\d*)$/;

const notAnObject = (keyPath: KeyPath): FormatFault => ({ code: 'notAnObject', detail: keyPath.join('.') });

/** Finds what is at a path, or the innermost place on the way and the keys that are missing in it. */
export function findPlace({ text, documents, tree }: YamlText, keyPath: KeyPath): Found {
  const number = Number(DOCUMENT.exec(keyPath[0] ?? '')?.[1] ?? 1);
  const start = number > 1 ? 1 : 0;
  if (number > Math.max(documents.length, 1)) return notAnObject(keyPath.slice(0, 1));
  const root = tree.roots[number - 1];
  if (!root) {
    const rest = keyPath.slice(start);
    const at = documents[number - 1];
    return { at, path: keyPath.slice(0, start), rest, coding: PLAIN_TEXT, role: 'root' };
  }
  if (!isBranch(root)) return { code: 'notAnObject', detail: placeOf(text, root.offset) };
  return findBelow(tree, root, keyPath, start, text);
}

function findBelow(tree: YamlTree, root: Branch, keyPath: KeyPath, start: number, text: string): Found {
  let branch = root;
  for (let depth = start; depth < keyPath.length; depth += 1) {
    const place = tree.find(branch, keyPath[depth] ?? '');
    if (place && isBranch(place)) branch = place;
    else if (place && depth === keyPath.length - 1) return { leaf: place };
    else if (place) return growBelow(tree, branch, keyPath, { leaf: place, depth });
    else return growAt(tree, branch, keyPath, depth) ?? blockedAt(text, branch, keyPath.slice(0, depth));
  }
  return notAnObject(keyPath);
}

/** Names the list that is in the way; at the root it has no name. */
const blockedAt = (text: string, { node, within }: Branch, keyPath: KeyPath): FormatFault =>
  within ? notAnObject(keyPath) : { code: 'notAnObject', detail: placeOf(text, positionOf(node).offset) };

/** A path says nothing about the order of elements, so a list without names never gets a new one. */
function growAt(
  tree: YamlTree,
  branch: Branch,
  keyPath: KeyPath,
  depth: number,
): Growth | FormatFault | undefined {
  const { kind } = branch.form;
  const mayGrow = kind === 'map' || (kind !== 'list' && depth === keyPath.length - 1);
  return mayGrow ? grow(tree, branch, keyPath, { at: branch, depth }) : undefined;
}

/** Tells whether a key has no value, so that it can get keys below it. */
const isEmptyKey = (leaf: Leaf): boolean =>
  leaf.value === '' && (leaf.node?.value ?? null) === null && leaf.pair !== undefined && !leaf.isReference;

function growBelow(
  tree: YamlTree,
  branch: Branch,
  keyPath: KeyPath,
  { leaf, depth }: { leaf: Leaf; depth: number },
): Growth | FormatFault {
  if (!isEmptyKey(leaf)) return notAnObject(keyPath.slice(0, depth + 1));
  return grow(tree, branch, keyPath, { at: leaf, depth });
}

/** @param depth that of the first key in the branch */
function grow(
  tree: YamlTree,
  branch: Branch,
  keyPath: KeyPath,
  { at, depth }: { at: Branch | Leaf; depth: number },
): Growth | FormatFault {
  if (at.isShared) return { code: 'shared', detail: keyPath.join('.') };
  const missing = at === branch ? depth : depth + 1;
  const role = tree.roleBelow(branch, keyPath[depth] ?? '');
  // The role of the map or list that the value is in, and of what is around it.
  const isBelow = keyPath.length === depth + 2;
  return {
    at,
    role,
    path: keyPath.slice(0, missing),
    rest: keyPath.slice(missing),
    coding: isBelow ? codingOf(role, branch.role) : codingOf(branch.role, branch.within?.role),
    within: branch,
  };
}
