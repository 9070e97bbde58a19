import { isMap, isScalar, type Node, type Pair, type Scalar } from 'yaml';
import { BASE64, COMPOSE, KUBERNETES, PLAIN_TEXT, type ValueCoding } from '../valueCoding.ts';
import { type Branch, type Leaf, positionOf, type Role } from './yamlPlace.ts';

/** Tags of YAML itself begin like this; all others are for one program (`!Ref`, `!vault`, `!secret`). */
const CORE_TAG = 'tag:yaml.org,2002:';

/** What is around a value. */
export interface LeafPlace {
  readonly within: Branch | undefined;
  /** The pair whose value it is; in a list, there is none. */
  readonly pair: Pair | undefined;
  readonly key: string;
  readonly isShared: boolean;
}

/** Tells whether a program makes the value from a node: by a tag of its own, or a template (`{{ x }}`). */
export const isMadeByProgram = (text: string, node: Node): boolean =>
  hasOwnTag(node) || isTemplate(text, node);

const hasOwnTag = ({ tag }: Node & { tag?: string | undefined }): boolean =>
  tag !== undefined && tag !== '!' && !tag.startsWith(CORE_TAG);

/** `{{ x }}` without quotes is a map in a map for YAML. */
const isTemplate = (text: string, node: Node): boolean =>
  isMap(node) && node.flow === true && text.startsWith('{{', positionOf(node).offset);

/** Reads a value that isn't a map or a list. */
export function leafOf(text: string, node: Node | null | undefined, place: LeafPlace): Leaf {
  const { within, pair, isShared } = place;
  const coding = codingOf(within?.role ?? 'root', within?.within?.role);
  const written = isScalar(node) && positionOf(node).length > 0 ? node : undefined;
  const position = node?.range ? positionOf(node) : { offset: endOfKey(pair), length: 0 };
  const leaf = { ...position, node: written, pair, coding, isShared };
  if (node && isMadeByProgram(text, node)) return { ...leaf, value: sourceOf(text, node), isReference: true };
  if (!node || (isScalar(node) && node.value === null)) {
    const isReference = within?.role === 'shell' && pair !== undefined;
    return { ...leaf, value: isReference ? shellVariable(place.key) : '', isReference };
  }
  return { ...leaf, ...readScalar(node as Scalar, coding) };
}

/**
 * Returns how values are written.
 *
 * @param role that of the map or list that they are in
 * @param around that of what is around it: a container's environment is a list of maps
 */
export function codingOf(role: Role, around?: Role): ValueCoding {
  if (role === 'encoded') return BASE64;
  if (role === 'shell') return COMPOSE;
  return role === 'env' || around === 'env' ? KUBERNETES : PLAIN_TEXT;
}

/** A number or the like isn't read, but replaced; what can't be decoded isn't replaced either. */
function readScalar(
  node: Scalar,
  { decode, isReference }: ValueCoding,
): Pick<Leaf, 'value' | 'isReference' | 'isLiteral'> {
  const isText = typeof node.value === 'string' && isTextTag(node.tag);
  const written = String(node.value);
  const value = isText ? decode(written) : undefined;
  // An escape makes a text of what would be a variable.
  const isLiteral = isReference !== undefined && value !== written && !isReference(written);
  return { value, isLiteral, isReference: isText ? value === undefined : !isTextTag(node.tag) };
}

const isTextTag = (tag: string | undefined): boolean =>
  tag === undefined || tag === '!' || tag === `${CORE_TAG}str`;

const endOfKey = (pair: Pair | undefined): number => (pair?.key as Scalar | undefined)?.range?.[1] ?? 0;

function sourceOf(text: string, node: Node & { tag?: string | undefined }): string {
  const { offset, length } = positionOf(node);
  const source = text.slice(offset, offset + length).trim();
  return hasOwnTag(node) ? `${node.tag} ${source}` : source;
}

/** Returns the reference that a name without a value stands for. */
export const shellVariable = (name: string): string => `\${${name}}`;

/** Reads an element `A=x`, or `A`, whose value is that of the shell. */
export function settingOf(text: string, leaf: Leaf): { readonly name: string; readonly leaf: Leaf } {
  const whole = leaf.value ?? '';
  const sign = whole.indexOf('=');
  const end = { offset: leaf.offset + leaf.length, length: 0 };
  if (sign === -1)
    return { name: whole, leaf: { ...leaf, ...end, value: shellVariable(whole), isReference: true } };
  const name = whole.slice(0, sign);
  const start = `${name}=`;
  const { coding } = leaf;
  const encode = (value: string) => start + coding.encode(value);
  const decode = (other: string) =>
    other.startsWith(start) ? coding.decode(other.slice(start.length)) : undefined;
  return {
    name,
    leaf: {
      ...leaf,
      ...positionInside(text, leaf, start),
      value: whole.slice(start.length),
      coding: { decode, encode },
    },
  };
}

/** Returns where the part after the name is written; with escapes in the name, the whole element. */
function positionInside(text: string, { offset, length, node }: Leaf, start: string) {
  const quote = node?.type === 'QUOTE_DOUBLE' || node?.type === 'QUOTE_SINGLE' ? 1 : 0;
  if (!text.startsWith(start, offset + quote)) return { offset, length };
  return { offset: offset + quote + start.length, length: length - 2 * quote - start.length };
}
