import type { KeyPath, WrittenEntry } from '../fileFormat.ts';
import { KeyPathMap } from '../keyPathMap.ts';

interface Written {
  readonly offset: number;
  readonly end: number;
}

/** A text, or what says that there is none (`null`), as it is written. */
export interface LiteralText extends Written {
  readonly kind: 'text';
  readonly value: string;
}

/** An object, whose members have names, or a list, whose members have indexes. */
export interface LiteralBranch extends Written {
  readonly kind: 'object' | 'list';
  readonly members: readonly LiteralMember[];
}

/** What is resolved when a program runs: `process.env.X`. Other values are numbers, functions and the like. */
export interface OtherValue extends Written {
  readonly kind: 'reference' | 'other';
}

/** A value of a program's literals. */
export type LiteralNode = LiteralText | LiteralBranch | OtherValue;

/** A member of an object or a list. */
export interface LiteralMember {
  readonly name: string;
  /** Start of the key, and the offset after it; both are the start of the value in a list. */
  readonly keyOffset: number;
  readonly keyEnd: number;
  readonly value: LiteralNode;
  /** Offset after what belongs to the value (`as const`). */
  readonly end: number;
  /** Offset after the comma that follows. */
  readonly afterComma?: number | undefined;
}

/** A value with its path. */
export interface PlacedNode {
  readonly keyPath: KeyPath;
  readonly node: LiteralNode;
}

/**
 * Returns values without the references to which a text gives the same path: `const clientId = '…'` goes before
 * `module.exports = { clientId }`.
 */
export function withoutReferencesToTexts(nodes: readonly PlacedNode[]): readonly PlacedNode[] {
  const texts = new KeyPathMap<true>();
  for (const { keyPath, node } of nodes) if (node.kind === 'text') texts.set(keyPath, true);
  return nodes.filter(({ keyPath, node }) => node.kind !== 'reference' || !texts.get(keyPath));
}

/** Returns a value and all that are in it. */
export function withMembers(keyPath: KeyPath, node: LiteralNode): readonly PlacedNode[] {
  const all: PlacedNode[] = [];
  const add = (path: KeyPath, each: LiteralNode) => {
    all.push({ keyPath: path, node: each });
    if ('members' in each) for (const { name, value } of each.members) add([...path, name], value);
  };
  add(keyPath, node);
  return all;
}

/** Matches what is shown of a reference: names with dots, and indexes. */
const NAME = /^[\w.$?!()[\]'"-]{1,200}$/;

/** Returns the texts and references of a document. A reference has the value `${…}`, as in a template. */
export function entriesOf(text: string, nodes: readonly PlacedNode[]): readonly WrittenEntry[] {
  return nodes.flatMap(({ keyPath, node }): readonly WrittenEntry[] => {
    const { kind, offset, end } = node;
    const entry = { keyPath, offset, length: end - offset };
    // The value of a whole module isn't a key.
    if (keyPath.length === 0) return [];
    if (kind === 'text') return [{ ...entry, value: node.value }];
    return kind === 'reference'
      ? [{ ...entry, value: referenceOf(text.slice(offset, Math.min(end, offset + 201))) }]
      : [];
  });
}

const referenceOf = (written: string): string => `\${${NAME.test(written) ? written : 'expression'}}`;
