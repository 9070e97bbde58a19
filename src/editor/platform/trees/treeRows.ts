import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';
import type { RegisteredTree, TreeSource } from './registerTree.ts';
import { Change, completeItem, lookOf, makeRow, type Row, stateOf } from './treeRow.ts';

/** Functions for waiting. */
export interface Waiting {
  /** Shows progress in a view while something is read. */
  readonly whileBusy: (viewId: string, reading: Promise<unknown>) => Thenable<unknown>;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** The editor delays a change reported within 200 ms after another one (VS Code's `ExtHostTreeView`). */
const BETWEEN_CHANGES_MS = 250;

/** The editor requests discarded rows within milliseconds, or never if the view is hidden by then. */
const LONGEST_WAIT_MS = 5_000;

/** Key of the parent of the roots: no item has this id. */
const ROOTS = '';

/**
 * The rows of a tree. Reads changes before reporting them to the editor, and reports only changed rows: the editor discards all
 * rows below a reported one until it has requested them again. A command that runs on a discarded row gets no node.
 */
export class TreeRows<Node extends object> implements TreeSource<Row<Node>> {
  readonly #view: RegisteredTree<Row<Node>>;
  readonly #source: () => TreeSource<Node>;
  readonly #waiting: Waiting;
  readonly #rows = new Map<string, Row<Node>>();
  /** The keys of the children that the editor was given, by their parent's key. */
  readonly #shown = new Map<string, readonly string[]>();
  /** The keys of the nodes that are open. */
  readonly #open = new Set<string>();
  /** Prefetched answers for the editor, each used once. */
  #ready = new Map<string, readonly Node[]>();
  /** Called when all of them are used. */
  #whenAsked = (): void => {};
  /** Pending answers to the editor, by the parent's key; each remains until the editor has received it. */
  readonly #answering = new Map<string, Promise<unknown>>();
  /** Resolves when the editor handles changes at once. */
  #isListening: Promise<unknown> = Promise.resolve();
  #changed = new Set<Node>();
  #hasAllChanged = false;
  #version = 0;
  #isReading = false;

  /** @param source called on first use; its items have ids */
  constructor(view: RegisteredTree<Row<Node>>, source: () => TreeSource<Node>, waiting: Waiting) {
    this.#view = view;
    this.#source = source;
    this.#waiting = waiting;
    view.onDidToggle(({ node, isOpen }) => {
      if (isOpen) this.#open.add(stateOf(node).key);
      else this.#open.delete(stateOf(node).key);
    });
  }

  /** Returns the children of a row, or the roots. */
  async children(row?: Row<Node>): Promise<readonly Row<Node>[]> {
    const key = row ? stateOf(row).key : ROOTS;
    this.#open.add(key);
    const answer = this.#answer(row, key);
    const answered = answer.catch(() => {}).then(() => this.#waiting.sleep(0));
    this.#answering.set(key, answered);
    void answered.then(() => {
      if (this.#answering.get(key) === answered) this.#answering.delete(key);
    });
    return answer;
  }

  async #answer(row: Row<Node> | undefined, key: string): Promise<readonly Row<Node>[]> {
    const ready = this.#ready.get(key);
    this.#ready.delete(key);
    if (this.#ready.size === 0) this.#whenAsked();
    return this.#show(key, ready ?? (await this.#read(row)));
  }

  /** Makes the item of a row. */
  item(row: Row<Node>): vscode.TreeItem {
    const { key, node } = stateOf(row);
    return completeItem(row, this.#source().item(node), this.#open.has(key));
  }

  /** Adds the tooltip when the user hovers over an item. */
  async withTooltip(item: vscode.TreeItem, row: Row<Node>): Promise<vscode.TreeItem> {
    stateOf(row).hasTooltip = true;
    return (await this.#source().withTooltip?.(item, stateOf(row).node)) ?? item;
  }

  /** Reads changed nodes, then reports them; `undefined` means all nodes. */
  changed(nodes: readonly Node[] | undefined): void {
    if (nodes) for (const node of nodes) this.#changed.add(node);
    else {
      this.#hasAllChanged = true;
      // Answers to earlier reads are outdated.
      this.#version += 1;
    }
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#tellWhenRead().finally(() => {
      this.#isReading = false;
    });
  }

  async #tellWhenRead(): Promise<void> {
    while (this.#hasAllChanged || this.#changed.size > 0) {
      const nodes = this.#hasAllChanged ? undefined : [...this.#changed];
      this.#changed = new Set();
      this.#hasAllChanged = false;
      // A hidden view has no clickable rows; the editor reads it when it is shown.
      if (!this.#open.has(ROOTS) || !this.#view.isVisible()) {
        this.#ready = new Map();
        this.#view.changed(undefined);
        continue;
      }
      await this.#waiting.whileBusy(this.#view.viewId, this.#readAndTell(nodes));
    }
  }

  /** Resolves when the editor has all rows again. */
  async #readAndTell(nodes: readonly Node[] | undefined): Promise<void> {
    const change = new Change<Node>();
    const reading = nodes
      ? nodes.map(node => this.#compareNode(node, change))
      : [this.#compare(undefined, change, false)];
    await Promise.all(reading);
    if (change.hasRoots || change.rows.size > 0) {
      do await this.#readyForChange();
      while (await this.#readOpened(change));
    }
    // The data is outdated by now.
    if (this.#hasAllChanged) return;
    this.#ready = change.ready;
    // Closed rows are read when they are opened.
    for (const { key } of [...change.rows].map(stateOf)) if (!this.#open.has(key)) this.#shown.delete(key);
    const asked = new Promise<void>(resolve => {
      this.#whenAsked = resolve;
    });
    if (change.hasRoots) this.#view.changed(undefined);
    else if (change.rows.size > 0) this.#view.changed([...change.rows]);
    this.#prune();
    if (this.#ready.size > 0) await Promise.race([asked, this.#waiting.sleep(LONGEST_WAIT_MS)]);
  }

  /** Reads rows that were expanded in the meantime below the rows to report. Returns whether there were any. */
  async #readOpened(change: Change<Node>): Promise<boolean> {
    const keys = change.hasRoots ? [ROOTS] : [...change.rows].map(row => stateOf(row).key);
    const opened: Row<Node>[] = [];
    for (const key of keys) {
      if (!this.#open.has(key)) continue;
      const row = this.#rows.get(key);
      if (row && !change.compared.has(key)) opened.push(row);
      for (const node of change.ready.get(key) ?? []) keys.push(this.#keyOf(node));
    }
    await Promise.all(opened.map(row => this.#compare(row, change, true)));
    return opened.length > 0;
  }

  /** Waits until the editor has every answer: a change reported before that would leave stale rows in the view. */
  async #readyForChange(): Promise<void> {
    await this.#isListening;
    while (this.#answering.size > 0) await Promise.all(this.#answering.values());
    this.#isListening = this.#waiting.sleep(BETWEEN_CHANGES_MS);
  }

  /** Compares a changed node and its descendants with the rows in the editor. */
  async #compareNode(node: Node, change: Change<Node>): Promise<void> {
    const row = this.#rows.get(this.#keyOf(node));
    if (!row) return;
    this.#compareLook(row, node, change);
    if (this.#open.has(stateOf(row).key)) await this.#compare(row, change, false);
  }

  #compareLook(row: Row<Node>, node: Node, change: Change<Node>): void {
    const state = stateOf(row);
    state.node = node;
    // The editor keeps the rows below a closed one, too.
    const isKept = !this.#open.has(state.key) && this.#shown.has(state.key);
    if (isKept || state.hasTooltip || lookOf(this.#source().item(node)) !== state.look) change.rows.add(row);
  }

  /**
   * Reads the children of a row and of its expanded descendants, and compares them with the rows in the editor.
   *
   * @param isForgotten whether a row above this one is reported, so the editor requests all below it again
   */
  async #compare(row: Row<Node> | undefined, change: Change<Node>, isForgotten: boolean): Promise<void> {
    const key = row ? stateOf(row).key : ROOTS;
    change.compared.add(key);
    await this.#answering.get(key);
    // If this fails, the editor gets the error when it requests them.
    const nodes = await this.#read(row).catch(() => undefined);
    const keys = nodes?.map(node => this.#keyOf(node));
    const isSame = keys !== undefined && isDeepStrictEqual(keys, this.#shown.get(key) ?? []);
    if (!isSame && row) change.rows.add(row);
    if (!isSame && !row) change.hasRoots = true;
    if (!nodes) return;
    const isAskedAgain = isForgotten || !isSame || (row !== undefined && change.rows.has(row));
    if (isAskedAgain) change.ready.set(key, nodes);
    const below = nodes.map(async (node, index) => {
      const child = this.#rows.get(keys?.[index] ?? ROOTS);
      if (!child) return;
      this.#compareLook(child, node, change);
      if (this.#open.has(stateOf(child).key)) await this.#compare(child, change, isAskedAgain);
    });
    await Promise.all(below);
  }

  /** Reads the children of a row, again if everything has changed in the meantime. */
  async #read(row: Row<Node> | undefined): Promise<readonly Node[]> {
    for (;;) {
      const version = this.#version;
      const nodes = await this.#source().children(row && stateOf(row).node);
      if (version === this.#version) return nodes;
    }
  }

  #show(key: string, nodes: readonly Node[]): readonly Row<Node>[] {
    const rows = nodes.map(node => {
      const key = this.#keyOf(node);
      const row = this.#rows.get(key) ?? makeRow(key, node);
      stateOf(row).node = node;
      this.#rows.set(key, row);
      return row;
    });
    this.#shown.set(
      key,
      rows.map(row => stateOf(row).key),
    );
    return rows;
  }

  /** Removes rows that are gone. */
  #prune(): void {
    const left = new Set<string>([ROOTS]);
    for (const key of left) for (const child of this.#shown.get(key) ?? []) left.add(child);
    for (const key of this.#rows.keys()) if (!left.has(key)) this.#rows.delete(key);
    for (const key of this.#shown.keys()) if (!left.has(key)) this.#shown.delete(key);
    for (const key of this.#open) if (!left.has(key)) this.#open.delete(key);
  }

  #keyOf(node: Node): string {
    const { id } = this.#source().item(node);
    if (!id) throw new Error('an item without an id');
    return id;
  }
}
