import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { StoredClient } from '../../storage/clientTable.ts';
import type { Call } from '../call.ts';
import { type Read, refuse } from '../wire/answer.ts';

/** The refusal for a client that doesn't exist, or not in this type. */
export const CLIENT_NOT_FOUND = refuse(
  'notFound',
  'The tenant has no client of this id and type.',
  'List the clients to see their ids.',
);

/** Finds the client that a call's path names, whatever its type. */
export function findClientOfAnyType({ tenant, parameters }: Call): Read<StoredClient> {
  const client = tenant.store.clients.findOfAnyType(parameters.clientId);
  return client ? { ok: true, value: client } : { ok: false, refusal: CLIENT_NOT_FOUND };
}

/** Finds the client that a call's path names, if it is of the path's type. */
export function findClient(type: ClientType, { tenant, parameters }: Call): Read<StoredClient> {
  const client = tenant.store.clients.find(type, parameters.clientId);
  if (client) return { ok: true, value: client };
  return { ok: false, refusal: CLIENT_NOT_FOUND };
}
