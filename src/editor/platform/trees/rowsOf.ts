import type { RegisteredTree, TreeSource, TreeView } from './registerTree.ts';
import { safeTree } from './safeTree.ts';
import type { Row } from './treeRow.ts';
import { TreeRows } from './treeRows.ts';
import { WAITING } from './waiting.ts';

/** The rows of a tree, and its view for the code that provides the nodes. */
export interface FilledView<Node extends object> {
  readonly rows: TreeRows<Node>;
  readonly view: TreeView<Node>;
}

/** Makes the rows of a registered tree from a source of nodes with untrusted texts. */
export function rowsOf<Node extends object>(
  registered: RegisteredTree<Row<Node>>,
  source: () => TreeSource<Node>,
): FilledView<Node> {
  const { onDidShow, say, badge } = registered;
  const rows = new TreeRows(registered, () => safeTree(source()), WAITING);
  return { rows, view: { onDidShow, say, badge, changed: nodes => rows.changed(nodes) } };
}
