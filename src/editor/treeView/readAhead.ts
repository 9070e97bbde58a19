import type { RegisteredTree, TreeSource } from './registerTree.ts';

/** A tree whose changes are read before the editor is told of them. */
export interface TreeAhead<Node> {
  /** What the editor asks. */
  readonly tree: TreeSource<Node>;
  /** What those tell of changes who fill the tree. */
  readonly view: RegisteredTree<Node>;
}

/** Shows in a view that something is being read there. */
export type WhileBusy = (viewId: string, reading: Promise<unknown>) => Thenable<unknown>;

/** The children that are at hand, by the key of their parent. */
type Children<Node> = Map<string, readonly Node[]>;

/** Stands for the parent of the roots: no item has this id. */
const ROOTS = '';

/**
 * Reads what has changed in a tree before the editor is told of it. The editor forgets all rows below a node that has changed
 * until it has its children again: a command that is run on one of those rows meanwhile comes without its node. That must not
 * last as long as the service takes to answer.
 *
 * @param source is asked once it is needed; its items that can be opened have ids
 */
export function readAhead<Node extends object>(
  view: RegisteredTree<Node>,
  source: () => TreeSource<Node>,
  whileBusy: WhileBusy,
): TreeAhead<Node> {
  const ahead = new ChildrenAhead(view, source, whileBusy);
  return {
    view: { ...view, changed: nodes => ahead.changed(nodes), dispose: () => view.dispose() },
    tree: {
      children: node => ahead.children(node),
      item: node => source().item(node),
      withTooltip: async (item, node) => (await source().withTooltip?.(item, node)) ?? item,
    },
  };
}

class ChildrenAhead<Node extends object> {
  readonly #view: RegisteredTree<Node>;
  readonly #source: () => TreeSource<Node>;
  readonly #whileBusy: WhileBusy;
  /** The keys of the nodes that are open. */
  readonly #open = new Set<string>();
  /** Read already, for when the editor asks: each once, since it is right only for that moment. */
  #ready: Children<Node> = new Map();
  #changed = new Set<Node>();
  #hasAllChanged = false;
  /** Counts the times that all has changed: what was asked for before is out of date. */
  #version = 0;
  #isReading = false;

  constructor(view: RegisteredTree<Node>, source: () => TreeSource<Node>, whileBusy: WhileBusy) {
    this.#view = view;
    this.#source = source;
    this.#whileBusy = whileBusy;
    view.onDidToggle(({ node, isOpen }) => {
      const key = this.#key(node);
      if (isOpen) this.#open.add(key);
      else this.#open.delete(key);
      this.#ready.delete(key);
    });
  }

  async children(node?: Node): Promise<readonly Node[]> {
    const key = this.#key(node);
    const ready = this.#ready.get(key);
    this.#ready.delete(key);
    this.#open.add(key);
    if (ready) return ready;
    for (;;) {
      const version = this.#version;
      const children = await this.#source().children(node);
      if (version === this.#version) return children;
    }
  }

  changed(nodes: readonly Node[] | undefined): void {
    if (nodes) for (const node of nodes) this.#changed.add(node);
    else {
      this.#hasAllChanged = true;
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
      const ready: Children<Node> = new Map();
      const open = (nodes ?? [undefined]).filter(node => this.#open.has(this.#key(node)));
      // no row of a hidden view can be clicked, and the editor asks when it is shown
      if (open.length > 0 && this.#view.isVisible()) {
        await this.#whileBusy(this.#view.viewId, Promise.all(open.map(node => this.#read(node, ready))));
      }
      if (this.#hasAllChanged) continue;
      this.#ready = ready;
      this.#view.changed(nodes);
    }
  }

  /** Reads the children of a node, and of those below it that are open. */
  async #read(node: Node | undefined, ready: Children<Node>): Promise<void> {
    // what cannot be read now fails, with words, when the editor asks
    const children = await this.#source()
      .children(node)
      .catch(() => undefined);
    if (!children) return;
    ready.set(this.#key(node), children);
    const open = children.filter(child => this.#open.has(this.#key(child)));
    await Promise.all(open.map(child => this.#read(child, ready)));
  }

  #key(node: Node | undefined): string {
    return node ? `${this.#source().item(node).id}` : ROOTS;
  }
}
