import type { Connection } from '../../../credentials/connections/connection.ts';
import type { ClientIds } from '../../../credentials/records/references.ts';
import { isSameClient, isSameId } from '../../../credentials/records/sameId.ts';
import type { Client } from '../../../service/model/client.ts';
import type { Core } from '../../core/core.ts';

/** A client, or a secret of it, with the connection that reaches it. */
export type OfClient = { readonly connection: Connection; readonly client: Client };

/** Tells whether the connection itself signs in with the client. */
export const isOwn = ({ connection, client }: OfClient): boolean =>
  isSameId(connection.signIn.clientId, client.id);

/** Reads what this and other hosts have of a client. */
export async function factsOf(core: Core, of: OfClient) {
  const { connection, client } = of;
  const reference = { tenantId: connection.tenantId, clientId: client.id };
  const [bindings, kept, elsewhere] = await Promise.all([
    core.bindings.ofClient(reference.tenantId, reference.clientId),
    core.keptSecrets.ofClient(reference),
    core.hosts.others(reference),
  ]);
  return { bindings, kept, elsewhere, now: core.now() };
}

/** Finds the other hosts that hold a secret of any of several clients, or may hold it. */
export async function hostsOf({ hosts }: Core, nodes: readonly OfClient[]) {
  const isOurs = (held: ClientIds) =>
    nodes.some(({ connection, client }) =>
      isSameClient(held, { tenantId: connection.tenantId, clientId: client.id }),
    );
  const elsewhere = (await hosts.everything())
    .map(each => ({ ...each, bindings: each.bindings.filter(isOurs), kept: each.kept.filter(isOurs) }))
    .filter(({ bindings, kept, isUnclear }) => isUnclear || bindings.length + kept.length > 0);
  return { elsewhere, ownName: hosts.name };
}
