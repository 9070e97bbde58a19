import * as vscode from 'vscode';
import type { ClientsNode } from './clientsNode.ts';
import type { ClientsTree } from './clientsTree.ts';

/** Tells the view which nodes look different now; `undefined` for all. */
export type ClientsChanged = (nodes: readonly ClientsNode[] | undefined) => void;

/** Registers the Clients view, whose content comes from a tree that is loaded when the view is first shown. */
export function registerClientsView(
  tree: () => Promise<ClientsTree>,
): vscode.Disposable & { readonly changed: ClientsChanged } {
  const changed = new vscode.EventEmitter<ClientsNode | ClientsNode[] | undefined>();
  const view = vscode.window.createTreeView<ClientsNode>('clientCredentials.clients', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async node => [...(await (await tree()).children(node))],
      getTreeItem: async node => (await tree()).item(node),
      resolveTreeItem: async (item, node) => (await tree()).withTooltip(item, node),
    },
  });
  return {
    changed: nodes => changed.fire(nodes && [...nodes]),
    dispose: () => {
      view.dispose();
      changed.dispose();
    },
  };
}
