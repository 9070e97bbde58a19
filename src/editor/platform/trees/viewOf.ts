import type { RegisteredTree, TreeView } from './registerTree.ts';
import type { Row } from './treeRow.ts';
import type { TreeRows } from './treeRows.ts';

/** Returns a view as the code that fills its tree with nodes sees it. */
export function viewOf<Node extends object>(
  { onDidShow, say, badge }: RegisteredTree<Row<Node>>,
  rows: TreeRows<Node>,
): TreeView<Node> {
  return { onDidShow, say, badge, changed: nodes => rows.changed(nodes) };
}
