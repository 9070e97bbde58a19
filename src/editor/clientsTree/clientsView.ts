import * as vscode from 'vscode';
import type { ClientsNode } from './clientsNode.ts';
import type { ClientsTree } from './clientsTree.ts';

/** Tells the view which nodes look different now; `undefined` for all. */
export type ClientsChanged = (nodes: readonly ClientsNode[] | undefined) => void;

/** The registered view, as those who fill it see it. */
export interface ClientsView extends vscode.Disposable {
  readonly changed: ClientsChanged;
  /** Says above the tree what it shows, where that is not everything. */
  readonly say: (message: string | undefined) => void;
  /** Fires when the user comes to see the view. */
  readonly onDidShow: vscode.Event<void>;
}

/** Registers the Clients view, whose content comes from a tree that is loaded when the view is first shown. */
export function registerClientsView(tree: () => Promise<ClientsTree>): ClientsView {
  const changed = new vscode.EventEmitter<ClientsNode | ClientsNode[] | undefined>();
  const shown = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<ClientsNode>('clientCredentials.clients', {
    showCollapseAll: true,
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async node => [...(await (await tree()).children(node))],
      getTreeItem: async node => (await tree()).item(node),
      resolveTreeItem: async (item, node) => (await tree()).withTooltip(item, node),
    },
  });
  const seen = () => {
    if (view.visible && vscode.window.state.focused) shown.fire();
  };
  const watching = [view.onDidChangeVisibility(seen), vscode.window.onDidChangeWindowState(seen)];
  return {
    changed: nodes => changed.fire(nodes && [...nodes]),
    say: message => {
      view.message = message;
    },
    onDidShow: shown.event,
    dispose: () => {
      for (const disposable of [...watching, view, changed, shown]) disposable.dispose();
    },
  };
}
