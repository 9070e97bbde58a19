import type { Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { ValueCoding } from '../valueCoding.ts';

/**
 * What programs take a part of a file for: compose's services with their environments, the containers of Kubernetes, and the
 * data of its Secrets.
 */
export type Role =
  | 'root'
  | 'services'
  | 'service'
  | 'build'
  /** An environment of compose: a key without a value gets that of the shell. */
  | 'shell'
  | 'containers'
  | 'container'
  | 'env'
  /** Values are base64. */
  | 'encoded'
  | 'other';

/** How the elements of a list, or the pairs of a map, are named. */
export type Form =
  | { readonly kind: 'map' }
  /** By their indexes: `0`, `1`, … */
  | { readonly kind: 'list' }
  /** Maps such as `{ name: A, value: x }`. */
  | { readonly kind: 'named'; readonly name: string; readonly value: string }
  /** Texts such as `A=x`. */
  | { readonly kind: 'settings' };

/** A map or a list. */
export interface Branch {
  readonly node: YAMLMap | YAMLSeq;
  readonly form: Form;
  readonly role: Role;
  /** Whether a change would be seen at another place, too: through an alias or a merge key. */
  readonly isShared: boolean;
  /** The map or list around it. */
  readonly within: Branch | undefined;
  readonly depth: number;
}

/** A value that isn't a map or a list. */
export interface Leaf {
  /** As programs see it; `undefined` if it isn't a text. */
  readonly value: string | undefined;
  /** Whether it has an escape, so that it isn't the reference that it looks like. */
  readonly isLiteral?: boolean;
  /** Start of the value as it is written. */
  readonly offset: number;
  readonly length: number;
  /** The value as it is written; `undefined` if there is none. */
  readonly node: Scalar | undefined;
  /** The pair whose value it is; in a list, there is none. */
  readonly pair: Pair | undefined;
  /** The element `{ name: A }` without a value, and the key for it. */
  readonly element?: { readonly branch: Branch; readonly key: string };
  readonly coding: ValueCoding;
  readonly isShared: boolean;
  /** Whether it comes from elsewhere at run time, so that it is never replaced. */
  readonly isReference: boolean;
}

/** What is at a key. */
export type Place = Branch | Leaf;

/** What is at a key, with its name. */
export interface Member {
  readonly name: string;
  readonly place: Place;
}

/** Tells whether a place is a map or a list. */
export const isBranch = (place: Place): place is Branch => 'form' in place;

/** Returns where a node is written. */
export function positionOf(node: Node): { readonly offset: number; readonly length: number } {
  const [offset = 0, end = 0] = node.range ?? [];
  return { offset, length: end - offset };
}
