import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';
import type { RegisteredTree, TreeSource } from './registerTree.ts';
import { Change, keepOpen, lookOf, Row } from './treeRow.ts';

/** How rows wait for others. */
export interface Waiting {
  /** Shows in a view that something is being read there, and waits for it. */
  readonly whileBusy: (viewId: string, reading: Promise<unknown>) => Thenable<unknown>;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** The editor puts off what it is told within 200 ms after something else (VS Code's `ExtHostTreeView`). */
const BETWEEN_CHANGES_MS = 250;

/** The editor asks for forgotten rows within milliseconds, or not at all if the view is hidden by then. */
const LONGEST_WAIT_MS = 5_000;

/** The key of the parent of the roots: no item has this id. */
const ROOTS = '';

/**
 * The rows of a tree. Changes are read before the editor is told of them, and it is told of changed rows only: when it is told of a
 * row, it forgets everything below that row until it has asked again. A command that runs on a forgotten row gets no node.
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
  /** Read already, for when the editor asks: each once. */
  #ready = new Map<string, readonly Node[]>();
  /** Called when nothing is ready any longer. */
  #whenAsked = (): void => {};
  /** What the editor is being answered, by the parent's key; also for a moment after, until it has the answer. */
  readonly #answering = new Map<string, Promise<unknown>>();
  /** Resolves when the editor will not put off what it is told. */
  #isListening: Promise<unknown> = Promise.resolve();
  #changed = new Set<Node>();
  #hasAllChanged = false;
  #version = 0;
  #isReading = false;

  /** @param source is asked once it is needed; its items have ids */
  constructor(view: RegisteredTree<Row<Node>>, source: () => TreeSource<Node>, waiting: Waiting) {
    this.#view = view;
    this.#source = source;
    this.#waiting = waiting;
    view.onDidToggle(({ node: { key }, isOpen }) => {
      if (isOpen) this.#open.add(key);
      else this.#open.delete(key);
    });
  }

  /** Returns the rows below one, or the first ones. */
  async children(row?: Row<Node>): Promise<readonly Row<Node>[]> {
    const key = row?.key ?? ROOTS;
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
    const item = this.#source().item(row.node);
    row.look = lookOf(item);
    row.hasTooltip = false;
    return this.#open.has(row.key) ? keepOpen(item) : item;
  }

  /** Adds the tooltip to an item that is being hovered over. */
  async withTooltip(item: vscode.TreeItem, row: Row<Node>): Promise<vscode.TreeItem> {
    row.hasTooltip = true;
    return (await this.#source().withTooltip?.(item, row.node)) ?? item;
  }

  /** Reads what has changed, then tells the editor; `undefined` for everything. */
  changed(nodes: readonly Node[] | undefined): void {
    if (nodes) for (const node of nodes) this.#changed.add(node);
    else {
      this.#hasAllChanged = true;
      // what was asked for before is out of date
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
      // no row of a hidden view can be clicked, and the editor asks when it is shown
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
    // what was read is out of date
    if (this.#hasAllChanged) return;
    this.#ready = change.ready;
    // Closed rows are read when they are opened.
    for (const { key } of change.rows) if (!this.#open.has(key)) this.#shown.delete(key);
    const asked = new Promise<void>(resolve => {
      this.#whenAsked = resolve;
    });
    if (change.hasRoots) this.#view.changed(undefined);
    else if (change.rows.size > 0) this.#view.changed([...change.rows]);
    this.#prune();
    if (this.#ready.size > 0) await Promise.race([asked, this.#waiting.sleep(LONGEST_WAIT_MS)]);
  }

  /** Reads what the user has opened in the meantime below the rows to tell of. Returns whether there was anything to read. */
  async #readOpened(change: Change<Node>): Promise<boolean> {
    const keys = change.hasRoots ? [ROOTS] : [...change.rows].map(({ key }) => key);
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

  /** Waits until the editor has every answer: told of a row before that, it would show rows that it no longer knows. */
  async #readyForChange(): Promise<void> {
    await this.#isListening;
    while (this.#answering.size > 0) await Promise.all(this.#answering.values());
    this.#isListening = this.#waiting.sleep(BETWEEN_CHANGES_MS);
  }

  /** Compares a changed node, and what is below it, with what the editor has. */
  async #compareNode(node: Node, change: Change<Node>): Promise<void> {
    const row = this.#rows.get(this.#keyOf(node));
    if (!row) return;
    this.#compareLook(row, node, change);
    if (this.#open.has(row.key)) await this.#compare(row, change, false);
  }

  #compareLook(row: Row<Node>, node: Node, change: Change<Node>): void {
    row.node = node;
    // The editor keeps the rows below a closed one, too.
    const isKept = !this.#open.has(row.key) && this.#shown.has(row.key);
    if (isKept || row.hasTooltip || lookOf(this.#source().item(node)) !== row.look) change.rows.add(row);
  }

  /**
   * Reads the children of a row, and of those below it that are open, and compares them with what the editor has.
   *
   * @param isForgotten whether the editor is told of a row above this one, and will ask for all below it again
   */
  async #compare(row: Row<Node> | undefined, change: Change<Node>, isForgotten: boolean): Promise<void> {
    const key = row?.key ?? ROOTS;
    change.compared.add(key);
    await this.#answering.get(key);
    // what cannot be read now fails, with words, when the editor asks
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
      if (this.#open.has(child.key)) await this.#compare(child, change, isAskedAgain);
    });
    await Promise.all(below);
  }

  /** Reads the children of a row, again if everything has changed in the meantime. */
  async #read(row: Row<Node> | undefined): Promise<readonly Node[]> {
    for (;;) {
      const version = this.#version;
      const nodes = await this.#source().children(row?.node);
      if (version === this.#version) return nodes;
    }
  }

  #show(key: string, nodes: readonly Node[]): readonly Row<Node>[] {
    const rows = nodes.map(node => {
      const key = this.#keyOf(node);
      const row = this.#rows.get(key) ?? new Row(key, node);
      row.node = node;
      this.#rows.set(key, row);
      return row;
    });
    this.#shown.set(
      key,
      rows.map(row => row.key),
    );
    return rows;
  }

  /** Forgets the rows that are gone. */
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
