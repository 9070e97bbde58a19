import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { StoredClient } from '../../storage/clientTable.ts';
import type { Call, OperationOf } from '../call.ts';
import { type Answer, errorBody, REFUSALS, refuse } from '../wire/answer.ts';
import { readPage } from '../wire/paging.ts';
import { writeClient } from './clientProperties.ts';

/**
 * `GET` of a collection of clients: a page of all clients, of those with an `id` (repeatable), or of those with a `tag`
 * (repeatable). If some ids don't exist, the answer is 207 with the other clients and an error for each. As in the real
 * service, `query` is accepted and ignored.
 */
export const listClients: OperationOf = type => call => {
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const ids = valuesOf(call, 'id').map(id => id.toLowerCase());
  if (ids.length > 0) return listNamed(type, call, new Set(ids), page.value);
  const { clients } = call.tenant.store;
  const tags = valuesOf(call, 'tag');
  const body = clients.page(type, page.value, tags).map(writeClient);
  return { kind: 'success', status: 200, body, totalCount: clients.count(type, tags) };
};

/** `HEAD` of a collection: the number of clients that `GET` would list, in `Total-Count`. */
export const countClients: OperationOf = type => call => {
  if (valuesOf(call, 'id').length > 0) return listClients(type)(call);
  const totalCount = call.tenant.store.clients.count(type, valuesOf(call, 'tag'));
  return { kind: 'success', status: 200, totalCount };
};

/** Returns the values of a repeatable filter without blank ones (documentation: *List all Client Credential Clients*). */
function valuesOf({ query }: Call, name: string): string[] {
  return query
    .getAll(name)
    .map(value => value.trim())
    .filter(value => value !== '');
}

function listNamed(
  type: ClientType,
  call: Call,
  ids: Set<string>,
  { skip, count }: { skip: number; count: number },
): Answer {
  const tags = valuesOf(call, 'tag');
  const found = [...ids].flatMap(id => call.tenant.store.clients.find(type, id) ?? []);
  for (const client of found) ids.delete(client.id);
  const wanted =
    tags.length === 0 ? found : found.filter(client => tags.some(tag => client.tags.includes(tag)));
  return writeList(call, wanted.slice(skip, skip + count), wanted.length, [...ids]);
}

function writeList(
  call: Call,
  clients: readonly StoredClient[],
  totalCount: number,
  missing: readonly string[],
): Answer {
  const data = clients.map(writeClient);
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
