import { makeRow, type Row, stateOf } from './treeRow.ts';

/** The rows of a tree by the ids of their items. */
export class KnownRows<Node> {
  readonly #rows = new Map<string, Row<Node>>();
  /** The parents of rows that were revealed; a root has none. */
  readonly #parents = new WeakMap<Row<Node>, Row<Node>>();

  /** Returns the row with this id. */
  get(key: string): Row<Node> | undefined {
    return this.#rows.get(key);
  }

  /** Returns the row of a node, with the node as it is now; makes the row if there is none. */
  of(key: string, node: Node): Row<Node> {
    const row = this.#rows.get(key) ?? makeRow(key, node);
    stateOf(row).node = node;
    this.#rows.set(key, row);
    return row;
  }

  /** Returns the row of the last of these nodes, and notes that each is a child of the one before. */
  path(nodes: readonly (readonly [key: string, node: Node])[]): Row<Node> | undefined {
    let parent: Row<Node> | undefined;
    for (const [key, node] of nodes) {
      const row = this.of(key, node);
      if (parent) this.#parents.set(row, parent);
      else this.#parents.delete(row);
      parent = row;
    }
    return parent;
  }

  /** Returns the parent of a row of the last {@link path}. */
  parentOf(row: Row<Node>): Row<Node> | undefined {
    return this.#parents.get(row);
  }

  /** Removes all rows but these. */
  keep(left: ReadonlySet<string>): void {
    for (const key of this.#rows.keys()) if (!left.has(key)) this.#rows.delete(key);
  }
}
