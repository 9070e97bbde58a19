import * as l10n from '@vscode/l10n';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';

/** Returns the connection that a node belongs to; `undefined` for no node. */
export function connectionOfNode(node: ClientsNode | undefined): Connection | undefined {
  if (!node) return undefined;
  return node.kind === 'loadMore' ? node.of.connection : node.connection;
}

/** Asks for a connection if there are several; `undefined` if there are none or the user cancels. */
export async function pickConnection(connections: readonly Connection[]): Promise<Connection | undefined> {
  if (connections.length <= 1) return connections[0];
  const items = connections.map(connection => ({
    label: connection.name,
    description: connection.resource,
    detail: connection.tenantId,
    connection,
  }));
  const picked = await safeWindow.showQuickPick(items, {
    title: l10n.t('Which connection?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.connection;
}
