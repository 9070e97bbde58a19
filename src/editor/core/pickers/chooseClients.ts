import { type ClientType, TYPES_WITH_SECRETS } from '../../../service/model/clientTypes.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import type { ChosenNodes } from '../../vocabulary/commandArguments.ts';
import type { Core } from '../core.ts';
import { pickClient } from './pickClient.ts';
import { pickSecret } from './pickSecret.ts';

const isClient = (node: ClientsNode): node is ClientNode => node.kind === 'client';

/** Returns the client for a command: the node's, else the one that the user picks. */
export async function chooseClient(
  core: Core,
  node: ClientsNode | undefined,
  types?: readonly ClientType[],
): Promise<ClientNode | undefined> {
  if (node?.kind === 'client') return node;
  if (node?.kind === 'secret') return { kind: 'client', connection: node.connection, client: node.client };
  return pickClient(core.connections, types);
}

/** Returns the clients for a command: all selected ones, else the one that the user picks. */
export async function chooseClients(
  core: Core,
  { node, selected }: ChosenNodes,
): Promise<readonly ClientNode[]> {
  // The editor passes the selection only if it has the clicked node.
  const clients = selected.filter(isClient);
  if (clients.length > 0) return clients;
  const chosen = await chooseClient(core, node);
  return chosen ? [chosen] : [];
}

/** Returns the secret for a command: the node's, else the one that the user picks. */
export async function chooseSecret(
  core: Core,
  node: ClientsNode | undefined,
): Promise<SecretNode | undefined> {
  if (node?.kind === 'secret') return node;
  const client = await chooseClient(core, node, TYPES_WITH_SECRETS);
  if (!client) return undefined;
  const service = await core.connections.service(client.connection);
  const secret = await pickSecret(client.client, service, core.now());
  return secret && { ...client, kind: 'secret', secret };
}
