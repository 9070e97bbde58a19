import type { Connection } from '../../../credentials/connections/connection.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import { pickClient } from './pickClient.ts';
import { pickSecret } from './pickSecret.ts';

/** What choosing a client asks. */
export interface ChooseParts {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly now: () => Date;
}

/** The nodes that a command was run on: the one under the mouse first, then all that are selected. */
export interface ChosenNodes {
  readonly node: ClientsNode | undefined;
  readonly selected: readonly ClientsNode[];
}

const isClient = (node: ClientsNode): node is ClientNode => node.kind === 'client';

/** Returns the client that a command is about: its node's, else the one that the user picks. */
export async function chooseClient(
  parts: ChooseParts,
  node: ClientsNode | undefined,
  types?: readonly ClientType[],
): Promise<ClientNode | undefined> {
  if (node?.kind === 'client') return node;
  if (node?.kind === 'secret') return { kind: 'client', connection: node.connection, client: node.client };
  return pickClient(parts.connections(), parts.service, types);
}

/** Returns the clients that a command is about: all that are selected, else the one that the user picks. */
export async function chooseClients(
  parts: ChooseParts,
  { node, selected }: ChosenNodes,
): Promise<readonly ClientNode[]> {
  // the editor passes the selection only where the click was on a part of it
  const clients = selected.filter(isClient);
  if (clients.length > 0) return clients;
  const chosen = await chooseClient(parts, node);
  return chosen ? [chosen] : [];
}

/** Returns the secret that a command is about: its node's, else the one that the user picks. */
export async function chooseSecret(
  parts: ChooseParts,
  node: ClientsNode | undefined,
): Promise<SecretNode | undefined> {
  if (node?.kind === 'secret') return node;
  const client = await chooseClient(parts, node, ['clientCredentials', 'hybrid']);
  if (!client) return undefined;
  const service = await parts.service(client.connection);
  const secret = await pickSecret(client.client, service, parts.now());
  return secret && { ...client, kind: 'secret', secret };
}
