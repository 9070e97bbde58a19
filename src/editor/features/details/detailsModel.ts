import type { Operation } from '../../../credentials/operations/operation.ts';
import type { Binding } from '../../../credentials/records/bindings.ts';
import type { Client } from '../../../service/model/client.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { Role } from '../../../service/model/role.ts';
import type { Core } from '../../core/core.ts';
import { keptOf } from '../../core/pickers/chooseKept.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';

/** What the details of a client tell. No value of a secret is among it. */
export interface ClientDetailsModel {
  readonly client: Client;
  readonly secrets: readonly ClientSecret[];
  readonly roles: readonly Role[];
  /** Links to them have their index. */
  readonly bindings: readonly Binding[];
  /** Numbers of the secrets whose values are saved on this machine. */
  readonly kept: readonly number[];
  /** The rotations of this client that are neither finished nor undone. */
  readonly rotations: readonly Pick<Operation, 'oldSecretId' | 'step' | 'deleteAt'>[];
  /** Name of the connection. */
  readonly connectionName: string;
  readonly now: Date;
  /** Number of the secret that the user came for: the keyboard goes there. */
  readonly focusedSecretId?: number | undefined;
}

/** Reads what the details of a client tell, as the service has it now. */
export async function readDetails(core: Core, node: ClientNode): Promise<ClientDetailsModel> {
  const { connection } = node;
  const { tenantId } = connection;
  const { type, id } = node.client;
  const service = await core.connections.service(connection);
  const [client, secrets, roles, bindings, kept, operations] = await Promise.all([
    service.client(type, id),
    hasSecrets(type) ? service.secrets(type, id) : [],
    type === 'clientCredentials' ? service.clientRoles(type, id) : [],
    core.bindings.readableOfClient(tenantId, id),
    keptOf(core, node),
    // What can't be read is reported by whoever asks about interrupted operations.
    core.journal.ofClient({ tenantId, clientId: id }).catch(() => []),
  ]);
  node.client = client;
  return {
    client,
    secrets,
    roles,
    bindings,
    kept: kept.map(({ secretId }) => secretId),
    rotations: operations.filter(({ kind }) => kind === 'rotate'),
    connectionName: connection.name,
    now: core.now(),
  };
}
