import { createScanner, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { FormatFault, KeyPath } from '../fileFormat.ts';
import { placeOf } from '../textEdit.ts';

/** Largest depth of a text: the parser is recursive, and a hostile file may be deep. */
const MAX_DEPTH = 100;

/** `SyntaxKind` of jsonc-parser, a const enum, which type stripping can't import. */
export const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  lineComment: 12,
  blockComment: 13,
  lineEnd: 14,
  blank: 15,
  endOfText: 17,
} as const;

/** A property of an object with its parts. */
export interface JsonProperty {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

/** A property of an object, or an element of an array. */
export type JsonMember = Pick<JsonProperty, 'name' | 'value'>;

/** Finds the members of nodes by their names; of several, the last one, as all readers do. */
export class Members {
  readonly #known = new Map<Node, ReadonlyMap<string, Node>>();
  readonly #membersIn: (node: Node, keyPath: KeyPath) => readonly JsonMember[];

  /** @param membersIn reads the members of the node at a path */
  constructor(membersIn: (node: Node, keyPath: KeyPath) => readonly JsonMember[]) {
    this.#membersIn = membersIn;
  }

  /** Returns a member of the node at a path; `undefined` if there is none. */
  find(node: Node, keyPath: KeyPath, name: string): Node | undefined {
    const members = () => this.#membersIn(node, keyPath).map(each => [each.name, each.value] as const);
    const known = this.#known.get(node) ?? new Map(members());
    this.#known.set(node, known);
    return known.get(name);
  }
}

/** Parses JSON, with comments and trailing commas; the root must be an object or an array. */
export function parseJsonTree(text: string): Node | FormatFault {
  const tooDeep = offsetOfDepth(text, MAX_DEPTH);
  if (tooDeep !== undefined) return { code: 'tooComplex', detail: placeOf(text, tooDeep) };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors[0] || !root) return { code: 'notParsable', detail: placeOf(text, errors[0]?.offset ?? 0) };
  return hasMembers(root) ? root : { code: 'notAnObject', detail: placeOf(text, root.offset) };
}

/** Tells whether a node is an object or an array. */
export const hasMembers = ({ type }: Node): boolean => type === 'object' || type === 'array';

/** Returns an object's properties, or an array's elements with their indexes (`0`, `1`, …) as names. */
export function membersOf(node: Node): readonly JsonMember[] {
  if (node.type !== 'array') return propertiesOf(node);
  return (node.children ?? []).map((value, index) => ({ name: String(index), value }));
}

/** Returns the properties of an object; any other node has none. */
export function propertiesOf(node: Node): readonly JsonProperty[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ name: String(key.value), key, value }] : [],
  );
}

/** Returns the offset after a node. */
export function endOf(node: Node): number {
  return node.offset + node.length;
}

/** A bracket closes only its own kind, as for the parser: `[1},[1},` is as deep as it is long. */
function offsetOfDepth(text: string, limit: number): number | undefined {
  const scanner = createScanner(text, true);
  const open: number[] = [];
  for (let token: number = scanner.scan(); token !== TOKEN.endOfText; token = scanner.scan()) {
    if (token === TOKEN.openBrace) open.push(TOKEN.closeBrace);
    else if (token === TOKEN.openBracket) open.push(TOKEN.closeBracket);
    else if (token === open.at(-1)) open.pop();
    if (open.length > limit) return scanner.getTokenOffset();
  }
  return undefined;
}
