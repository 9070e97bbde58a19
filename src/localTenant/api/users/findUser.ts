import type { StoredUser } from '../../storage/userTable.ts';
import type { Call } from '../call.ts';
import { type Read, refuse } from '../wire/answer.ts';

/** The refusal for a user who doesn't exist. */
export const USER_NOT_FOUND = refuse(
  'notFound',
  'The tenant has no user of this id.',
  'List the users to see their ids.',
);

/** Finds the user that a call's path names. */
export function findUser({ tenant, parameters }: Call): Read<StoredUser> {
  const user = tenant.store.users.find(parameters.userId);
  return user ? { ok: true, value: user } : { ok: false, refusal: USER_NOT_FOUND };
}
