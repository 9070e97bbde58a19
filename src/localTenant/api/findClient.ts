import type { StoredClient } from '../storage/clientTable.ts';
import { type Read, refuse } from './answer.ts';
import type { Call } from './call.ts';

/** Finds the Client-Credentials client that a call's path names. */
export function findClient({ tenant, parameters }: Call): Read<StoredClient> {
  const client = tenant.store.clients.find('clientCredentials', parameters.clientId);
  if (client) return { ok: true, value: client };
  const reason = 'The tenant has no client of this id and type.';
  return { ok: false, refusal: refuse('notFound', reason, 'List the clients to see their ids.') };
}
