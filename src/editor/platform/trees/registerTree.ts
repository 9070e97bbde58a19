import * as vscode from 'vscode';

/** A tree as the editor asks for it. */
export interface TreeSource<Node> {
  /** Returns the children of a node, or the roots. */
  children(node?: Node): Promise<readonly Node[]>;
  /** Makes the item of a node from what is known by now. */
  item(node: Node): vscode.TreeItem;
  /** Adds the tooltip to an item that is being hovered over. */
  withTooltip?(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem>;
}

/** A view with a tree, as those see it who fill it. */
export interface TreeView<Node> {
  /** Tells which nodes look different now; `undefined` for all. */
  readonly changed: (nodes: readonly Node[] | undefined) => void;
  /** Says above the tree what it shows, where that is not everything. */
  readonly say: (message: string | undefined) => void;
  /** Puts a number on the view's icon, with what it counts; 0 takes it off. */
  readonly badge: (value: number, tooltip: string) => void;
  /** Fires when the user comes to see the view. */
  readonly onDidShow: vscode.Event<void>;
}

/** A registered tree. */
export interface RegisteredTree<Node> extends TreeView<Node>, vscode.Disposable {
  readonly viewId: string;
  /** Fires when the user opens or closes a node. */
  readonly onDidToggle: vscode.Event<{ readonly node: Node; readonly isOpen: boolean }>;
  /** Tells whether the user sees the view. */
  readonly isVisible: () => boolean;
}

/** Registers a tree whose content comes from a source that is loaded when the view is first shown. */
export function registerTree<Node extends object>(
  viewId: string,
  source: () => Promise<TreeSource<Node>>,
  options: { readonly canSelectMany?: boolean } = {},
): RegisteredTree<Node> {
  const changed = new vscode.EventEmitter<Node | Node[] | undefined>();
  const shown = new vscode.EventEmitter<void>();
  const toggled = new vscode.EventEmitter<{ node: Node; isOpen: boolean }>();
  let said: string | undefined;
  let isEmpty = false;
  const sayAgain = () => {
    // A message would hide the welcome content, which says why the tree is empty.
    const message = isEmpty ? undefined : said;
    if (view.message !== message) view.message = message;
  };
  const rootsOf = async () => {
    const roots = [...(await (await source()).children())];
    isEmpty = roots.length === 0;
    sayAgain();
    return roots;
  };
  const view = vscode.window.createTreeView<Node>(viewId, {
    showCollapseAll: true,
    ...options,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async node => (node ? [...(await (await source()).children(node))] : rootsOf()),
      getTreeItem: async node => (await source()).item(node),
      resolveTreeItem: async (item, node) => (await (await source()).withTooltip?.(item, node)) ?? item,
    },
  });
  const seen = () => {
    if (view.visible && vscode.window.state.focused) shown.fire();
  };
  const watching = [
    view.onDidChangeVisibility(seen),
    vscode.window.onDidChangeWindowState(seen),
    view.onDidExpandElement(({ element }) => toggled.fire({ node: element, isOpen: true })),
    view.onDidCollapseElement(({ element }) => toggled.fire({ node: element, isOpen: false })),
  ];
  return {
    changed: nodes => changed.fire(nodes && [...nodes]),
    say: message => {
      said = message;
      sayAgain();
    },
    badge: (value, tooltip) => {
      view.badge = value > 0 ? { value, tooltip } : undefined;
    },
    onDidShow: shown.event,
    onDidToggle: toggled.event,
    isVisible: () => view.visible,
    viewId,
    dispose: () => {
      for (const disposable of [...watching, view, changed, shown, toggled]) disposable.dispose();
    },
  };
}
