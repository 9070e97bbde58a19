import type { StoredUser } from '../../storage/userTable.ts';
import type { Call, Operation } from '../call.ts';
import { findRole } from '../roleOperations.ts';
import { readPage, valuesOf } from '../wire/paging.ts';
import { writePartialList } from '../wire/partialList.ts';
import { USER_NOT_FOUND } from './findUser.ts';
import { writeUser } from './writeUser.ts';

/**
 * `GET …/Users`: a page of all users, or of those with an `id` (repeatable). If some ids don't exist, the answer is 207 with
 * the other users and an error for each. As in the real service, `query` is accepted and ignored.
 */
export const listUsers: Operation = call => {
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const { users } = call.tenant.store;
  const { found, missing } = findNamedUsers(call);
  if (found.length + missing.length === 0) {
    return {
      kind: 'success',
      status: 200,
      body: users.page(page.value).map(writeUser),
      totalCount: users.count(),
    };
  }
  const { skip, count } = page.value;
  const data = found.slice(skip, skip + count).map(writeUser);
  return writePartialList({ data, totalCount: found.length, missing }, USER_NOT_FOUND, call.tenant.newGuid);
};

/** `GET …/Roles/{roleId}/users`: a page of the users who have the role. */
export const listRoleUsers: Operation = call => {
  const role = findRole(call);
  if (!role.ok) return role.refusal;
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const { users } = call.tenant.store;
  const body = users.page(page.value, role.value.id).map(writeUser);
  return { kind: 'success', status: 200, body, totalCount: users.count(role.value.id) };
};

/** Returns the users that a call's query names by `id`, each once, and the ids that don't exist. */
export function findNamedUsers({ query, tenant }: Call): { found: StoredUser[]; missing: string[] } {
  const ids = [...new Set(valuesOf(query, 'id').map(id => id.toLowerCase()))];
  const found = ids.flatMap(id => tenant.store.users.find(id) ?? []);
  const known = new Set(found.map(({ id }) => id));
  return { found, missing: ids.filter(id => !known.has(id)) };
}
