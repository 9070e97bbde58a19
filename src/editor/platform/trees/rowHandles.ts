import { randomUUID } from 'node:crypto';
import type { Row } from './treeRow.ts';

/** Rows that have a handle at the same time: far more than the tooltips that anybody can have open. */
const MOST_HANDLES = 200;

/**
 * Texts that stand for rows of our trees, for the links of their tooltips: the editor passes only JSON to the command of a link.
 * A handle is random, so only who has seen the tooltip of a row can run a command on it.
 */
export class RowHandles {
  readonly #newId: () => string;
  /** By handle, the oldest first. */
  readonly #rows = new Map<string, Row<unknown>>();
  readonly #handles = new WeakMap<Row<unknown>, string>();

  /** @param newId makes a unique text that nobody can guess */
  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Returns the handle of a row, for the tooltip that is shown next. */
  of(row: Row<unknown>): string {
    const handle = this.#handles.get(row) ?? this.#newId();
    this.#rows.delete(handle);
    this.#rows.set(handle, row);
    this.#handles.set(row, handle);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size > MOST_HANDLES && oldest !== undefined) this.#rows.delete(oldest);
    return handle;
  }

  /** Returns the row that a handle stands for; `undefined` if it is none. */
  rowOf(handle: string): Row<unknown> | undefined {
    return this.#rows.get(handle);
  }
}

/** The handles of all trees. */
export const ROW_HANDLES = new RowHandles(randomUUID);
