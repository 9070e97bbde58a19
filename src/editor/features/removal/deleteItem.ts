import type { Core } from '../../core/core.ts';
import { selectedNodes } from '../../core/pickers/selectedNodes.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { removeClients } from './removeCommands.ts';
import { removeSecrets } from './removeSecrets.ts';

/**
 * Runs *Delete* on the row with the focus, and on all that are selected if it is one of them and they are of its kind: clients
 * or secrets. On other rows it does nothing.
 */
export async function deleteItem(core: Core, focused?: ClientsNode): Promise<void> {
  const selection = selectedNodes(core);
  const node = focused ?? selection[0];
  const isAlike = selection.every(({ kind }) => kind === node?.kind);
  const selected = node && isAlike && selection.includes(node) ? selection : node ? [node] : [];
  if (node?.kind === 'client') await removeClients(core, { node, selected });
  if (node?.kind === 'secret') await removeSecrets(core, { node, selected });
}
