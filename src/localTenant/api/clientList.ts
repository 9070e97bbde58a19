import type { StoredClient } from '../storage/clientTable.ts';
import { type Answer, errorBody, REFUSALS, refuse } from './answer.ts';
import type { Call, Operation } from './call.ts';
import { clientBody } from './clientOperations.ts';
import { readPage } from './paging.ts';

/**
 * `GET …/ClientCredentialClients`: a page of all, or of those that `id` (repeatable) names. When some of those do
 * not exist the answer is 207 with the others and an error for each.
 */
export const listClients: Operation = call => {
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const { clients } = call.tenant.store;
  const ids = new Set(call.query.getAll('id').map(id => id.trim().toLowerCase()));
  // blank ids are ignored (documentation: *List all Client Credential Clients*)
  ids.delete('');
  if (ids.size === 0) {
    const body = clients.page('clientCredentials', page.value).map(clientBody);
    return { kind: 'success', status: 200, body, totalCount: clients.count('clientCredentials') };
  }
  const found = [...ids].flatMap(id => clients.find('clientCredentials', id) ?? []);
  for (const client of found) ids.delete(client.id);
  const { skip, count } = page.value;
  return listed(call, found.slice(skip, skip + count), found.length, [...ids]);
};

function listed(
  call: Call,
  clients: readonly StoredClient[],
  totalCount: number,
  missing: readonly string[],
): Answer {
  const data = clients.map(clientBody);
  if (missing.length === 0) return { kind: 'success', status: 200, body: data, totalCount };
  const refusal = refuse('notFound', 'The tenant has no client of this id and type.', 'List all clients.');
  const operationId = call.tenant.newGuid();
  const body = {
    OperationId: operationId,
    Error: 'Some of the clients could not be read.',
    Reason: `${missing.length} of them do not exist.`,
    EventId: null,
    ChildErrors: missing.map(id => ({
      ...errorBody(refusal, operationId),
      StatusCode: REFUSALS.notFound.status,
      ModelId: id,
    })),
    Data: data,
  };
  return { kind: 'success', status: 207, body, totalCount };
}
