import type { AST } from 'toml-eslint-parser';
import type { FormatFault, KeyPath } from '../fileFormat.ts';
import { parseToml } from './parseToml.ts';

/** Largest depth of a key: each key carries its path. */
const MAX_DEPTH = 100;

/** Where keys can be added: on lines of their own, or between the braces of an inline table. */
export type TomlPlace = TomlLines | { readonly kind: 'braces'; readonly node: AST.TOMLInlineTable };

/** The lines of a table with a heading, of the root, or of those of its keys that begin alike. */
export interface TomlLines {
  readonly kind: 'lines';
  /** Offset at which a line can be added. */
  next: number;
  /** The last key, whose layout a new one gets. */
  like: AST.TOMLKeyValue | undefined;
}

/** What is at a path of a TOML document. */
export type TomlNode = TomlTable | TomlArray | TomlLeaf;

/** A table of any kind. */
export interface TomlTable {
  readonly kind: 'table';
  readonly below: Map<string, TomlNode>;
  /** Where its keys can be added; `undefined` if only the headings of tables in it mention it. */
  place: TomlPlace | undefined;
  /** What precedes its keys at that place: a table of dotted keys has no other one. */
  prefix: KeyPath;
}

/** An array of tables, or an array value; its members are called `0`, `1`, … */
export interface TomlArray {
  readonly kind: 'array';
  readonly below: Map<string, TomlNode>;
}

/** A value that is neither a table nor an array. */
export interface TomlLeaf {
  readonly kind: 'leaf';
  readonly keyPath: KeyPath;
  readonly node: AST.TOMLValue;
  /** `undefined` if it isn't a text. */
  readonly value: string | undefined;
}

/** The tree of a TOML document, and its values in the order of the text. */
export interface TomlDocument {
  readonly root: TomlTable;
  readonly leaves: readonly TomlLeaf[];
}

/** Parses TOML into a tree of everything that has a path. */
export function readToml(text: string): TomlDocument | FormatFault {
  const top = parseToml(text);
  return 'code' in top ? top : (new TreeBuilder(text).build(top) ?? { code: 'tooComplex', detail: '' });
}

const newTable = (place?: TomlPlace, prefix: KeyPath = []): TomlTable => ({
  kind: 'table',
  below: new Map(),
  place,
  prefix,
});

const newArray = (): TomlArray => ({ kind: 'array', below: new Map() });

class TreeBuilder {
  readonly #text: string;
  readonly #leaves: TomlLeaf[] = [];
  #isTooDeep = false;

  constructor(text: string) {
    this.#text = text;
  }

  build(top: AST.TOMLTopLevelTable): TomlDocument | undefined {
    const root = newTable({ kind: 'lines', next: 0, like: undefined });
    for (const node of top.body) {
      if (node.type === 'TOMLKeyValue') this.#addLine(root, [], node);
      else this.#addTable(root, node);
      if (this.#isTooDeep) return undefined;
    }
    return { root, leaves: this.#leaves };
  }

  #addTable(root: TomlTable, { resolvedKey, key, body }: AST.TOMLTable): void {
    if (resolvedKey.length >= MAX_DEPTH) {
      this.#isTooDeep = true;
      return;
    }
    let table: TomlNode = root;
    for (const [depth, part] of resolvedKey.entries()) {
      const isOfArray = typeof resolvedKey[depth + 1] === 'number';
      table = childOf(table, String(part), () => (isOfArray ? newArray() : newTable()));
    }
    if (table.kind !== 'table') return;
    table.place = { kind: 'lines', next: this.#lineAfter(key.range[1]), like: undefined };
    table.prefix = [];
    const path = resolvedKey.map(String);
    for (const line of body) this.#addLine(table, path, line);
  }

  #addLine(table: TomlTable, path: KeyPath, line: AST.TOMLKeyValue): void {
    const next = this.#lineAfter(line.range[1]);
    const lines = (around: TomlTable) => {
      if (around.place?.kind !== 'lines') return;
      around.place.next = next;
      around.place.like = line;
    };
    lines(table);
    const newPlace = (): TomlPlace => ({ kind: 'lines', next, like: line });
    this.#addKey(table, path, line, { newPlace, visit: lines });
  }

  /** Adds the value of a key, with the tables that its dots make. */
  #addKey(
    around: TomlTable,
    path: KeyPath,
    { key, value }: AST.TOMLKeyValue,
    { newPlace, visit }: { newPlace: () => TomlPlace; visit: (table: TomlTable) => void },
  ): void {
    const keys = keysOf(key);
    if (path.length + keys.length > MAX_DEPTH) {
      this.#isTooDeep = true;
      return;
    }
    let table = around;
    for (const [depth, part] of keys.slice(0, -1).entries()) {
      const dotted = childOf(table, part, () =>
        newTable(newPlace(), [...around.prefix, ...keys.slice(0, depth + 1)]),
      );
      // The parser refuses a key below anything else.
      if (dotted.kind !== 'table') return;
      visit(dotted);
      table = dotted;
    }
    table.below.set(keys.at(-1) ?? '', this.#nodeOf(value, [...path, ...keys]));
  }

  #nodeOf(node: AST.TOMLContentNode, keyPath: KeyPath): TomlNode {
    if (node.type === 'TOMLValue') return this.#leafOf(node, keyPath);
    if (node.type === 'TOMLInlineTable') {
      const place: TomlPlace = { kind: 'braces', node };
      const table = newTable(place);
      for (const each of node.body)
        this.#addKey(table, keyPath, each, { newPlace: () => place, visit: () => undefined });
      return table;
    }
    const array = newArray();
    for (const [index, element] of node.elements.entries()) {
      if (keyPath.length >= MAX_DEPTH) this.#isTooDeep = true;
      if (this.#isTooDeep) break;
      array.below.set(String(index), this.#nodeOf(element, [...keyPath, String(index)]));
    }
    return array;
  }

  #leafOf(node: AST.TOMLValue, keyPath: KeyPath): TomlLeaf {
    const value = node.kind === 'string' ? node.value : undefined;
    const leaf: TomlLeaf = { kind: 'leaf', keyPath, node, value };
    this.#leaves.push(leaf);
    return leaf;
  }

  #lineAfter(offset: number): number {
    const lineFeed = this.#text.indexOf('\n', offset);
    return lineFeed === -1 ? this.#text.length : lineFeed + 1;
  }
}

const keysOf = (key: AST.TOMLKey): KeyPath =>
  key.keys.map(part => (part.type === 'TOMLBare' ? part.name : part.value));

/** Returns a member of a table or array, made if it is missing. A value has none; the parser refuses a table in its place. */
function childOf(node: TomlNode, name: string, make: () => TomlNode): TomlNode {
  if (node.kind === 'leaf') return node;
  const child = node.below.get(name) ?? make();
  node.below.set(name, child);
  return child;
}
