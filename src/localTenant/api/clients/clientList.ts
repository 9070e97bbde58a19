import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { Call, OperationOf } from '../call.ts';
import type { Answer } from '../wire/answer.ts';
import { readPage, valuesOf } from '../wire/paging.ts';
import { writePartialList } from '../wire/partialList.ts';
import { writeClient } from './clientProperties.ts';
import { CLIENT_NOT_FOUND } from './findClient.ts';

/**
 * `GET` of a collection of clients: a page of all clients, of those with an `id` (repeatable), or of those with a `tag`
 * (repeatable). If some ids of Client Credentials clients don't exist, the answer is 207 with the other clients and an error
 * for each. As in the real service, `query` is accepted and ignored.
 */
export const listClients: OperationOf = type => call => {
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const ids = valuesOf(call.query, 'id').map(id => id.toLowerCase());
  if (ids.length > 0) return listNamed(type, call, new Set(ids), page.value);
  const { clients } = call.tenant.store;
  const tags = valuesOf(call.query, 'tag');
  const body = clients.page(type, page.value, tags).map(writeClient);
  return { kind: 'success', status: 200, body, totalCount: clients.count(type, tags) };
};

/** `HEAD` of a collection: the number of clients that `GET` would list, in `Total-Count`. */
export const countClients: OperationOf = type => call => {
  if (valuesOf(call.query, 'id').length > 0) return listClients(type)(call);
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const totalCount = call.tenant.store.clients.count(type, valuesOf(call.query, 'tag'));
  return { kind: 'success', status: 200, totalCount };
};

function listNamed(
  type: ClientType,
  call: Call,
  ids: Set<string>,
  { skip, count }: { skip: number; count: number },
): Answer {
  const tags = valuesOf(call.query, 'tag');
  const found = [...ids].flatMap(id => call.tenant.store.clients.find(type, id) ?? []);
  for (const client of found) ids.delete(client.id);
  const wanted =
    tags.length === 0 ? found : found.filter(client => tags.some(tag => client.tags.includes(tag)));
  const data = wanted.slice(skip, skip + count).map(writeClient);
  // Other types have no 207: missing clients are left out without an error.
  const missing = type === 'clientCredentials' ? [...ids] : [];
  return writePartialList(
    { data, totalCount: wanted.length, missing },
    CLIENT_NOT_FOUND,
    call.tenant.newGuid,
  );
}
