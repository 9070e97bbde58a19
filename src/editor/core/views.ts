import type { RegisteredTree } from '../platform/trees/registerTree.ts';
import type { Row } from '../platform/trees/treeRow.ts';
import type { AuditNode } from '../vocabulary/auditNode.ts';
import type { ClientsNode } from '../vocabulary/clientsNode.ts';
import type { ProjectNode } from '../vocabulary/projectNode.ts';

/** The views that have a tree, with the nodes in it. */
export interface TreeNodes {
  readonly audit: AuditNode;
  readonly clients: ClientsNode;
  readonly project: ProjectNode;
}

/** The name of a view. */
export type ViewName = keyof TreeNodes;

/** The views, as they were registered when the extension was activated. */
export type Views = { readonly [View in ViewName]: RegisteredTree<Row<TreeNodes[View]>> };
