import type * as vscode from 'vscode';
import { labelText, linesText } from '../../vocabulary/shownText.ts';
import type { TreeSource } from './registerTree.ts';

/** Makes the texts of a tree's items safe to show: one line, one direction of writing, and no invisible characters. */
export function safeTree<Node>(source: TreeSource<Node>): TreeSource<Node> {
  return {
    children: node => source.children(node),
    item: node => safeItem(source.item(node)),
    withTooltip: async (item, node) => (await source.withTooltip?.(item, node)) ?? item,
  };
}

function safeItem(item: vscode.TreeItem): vscode.TreeItem {
  if (typeof item.label === 'string') item.label = labelText(item.label);
  if (typeof item.description === 'string') item.description = labelText(item.description);
  if (typeof item.tooltip === 'string') item.tooltip = linesText(item.tooltip);
  return item;
}
