import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { StoredClient } from '../../storage/clientTable.ts';
import type { Call } from '../call.ts';
import { type Read, refuse } from '../wire/answer.ts';

/** Finds the client that a call's path names, if it is of the path's type. */
export function findClient(type: ClientType, { tenant, parameters }: Call): Read<StoredClient> {
  const client = tenant.store.clients.find(type, parameters.clientId);
  if (client) return { ok: true, value: client };
  const reason = 'The tenant has no client of this id and type.';
  return { ok: false, refusal: refuse('notFound', reason, 'List the clients to see their ids.') };
}
