import * as vscode from 'vscode';

/** The source of a tree. */
export interface TreeSource<Node> {
  /** Returns the children of a node, or the roots. */
  children(node?: Node): Promise<readonly Node[]>;
  /** Makes the item of a node from the data read so far. */
  item(node: Node): vscode.TreeItem;
  /** Adds the tooltip when the user hovers over an item. */
  withTooltip?(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem>;
}

/** A tree view, for the code that fills it. */
export interface TreeView<Node> {
  /** Reports changed nodes; `undefined` for all. */
  readonly changed: (nodes: readonly Node[] | undefined) => void;
  /** Shows a message above the tree, such as an active filter. */
  readonly say: (message: string | undefined) => void;
  /** Sets the badge on the view's icon, with a tooltip; 0 removes it. */
  readonly badge: (value: number, tooltip: string) => void;
  /** Fires when the view becomes visible. */
  readonly onDidShow: vscode.Event<void>;
}

/** A registered tree. */
export interface RegisteredTree<Node> extends TreeView<Node>, vscode.Disposable {
  readonly viewId: string;
  /** Fires when a node opens or closes. */
  readonly onDidToggle: vscode.Event<{ readonly node: Node; readonly isOpen: boolean }>;
  /** Returns whether it is visible. */
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
