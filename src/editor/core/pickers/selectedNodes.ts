import { stateOf } from '../../platform/trees/treeRow.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import type { Core } from '../core.ts';

/** Returns the nodes that are selected in the Clients view, for commands that a key runs. */
export const selectedNodes = ({ views }: Pick<Core, 'views'>): readonly ClientsNode[] =>
  views.clients.selection().map(row => stateOf(row).node);
