import type { StoredUser } from '../../storage/userTable.ts';
import type { Call, Operation, Tenant } from '../call.ts';
import { type Read, refuse } from '../wire/answer.ts';
import { readPage, valuesOf } from '../wire/paging.ts';
import { findUser } from './findUser.ts';
import { findNamedUsers } from './userList.ts';
import { writeUser } from './writeUser.ts';

/** The invitation statuses by their names (documentation: *UserInvitationStatus*). */
const STATUSES = {
  InvitationAccepted: 0,
  NoInvitation: 1,
  InvitationNotSent: 2,
  InvitationSent: 3,
  InvitationExpired: 4,
} as const;

type StatusName = keyof typeof STATUSES;

/** `GET …/Users/{userId}/Status`. */
export const getUserStatus: Operation = call => {
  const user = findUser(call);
  if (!user.ok) return user.refusal;
  return { kind: 'success', status: 200, body: writeStatus(call.tenant, user.value) };
};

/**
 * `GET …/Users/Status`: a page of the statuses of all users, of those with an `id`, or of those with a `status`, which is a
 * name or a number (both repeatable). Ids that don't exist are left out.
 */
export const listUserStatuses: Operation = call => {
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const wanted = readStatuses(call);
  if (!wanted.ok) return wanted.refusal;
  const { found, missing } = findNamedUsers(call);
  const isNamed = found.length + missing.length > 0;
  const { users } = call.tenant.store;
  const all = isNamed ? found : users.page({ skip: 0, count: users.count() });
  const matching = all
    .map(user => writeStatus(call.tenant, user))
    .filter(({ InvitationStatus }) => wanted.value.size === 0 || wanted.value.has(InvitationStatus));
  const { skip, count } = page.value;
  return {
    kind: 'success',
    status: 200,
    body: matching.slice(skip, skip + count),
    totalCount: matching.length,
  };
};

function writeStatus(tenant: Tenant, user: StoredUser) {
  return { InvitationStatus: STATUSES[statusOf(tenant, user)], User: writeUser(user) };
}

/** Users with a password have signed up; nobody else can, because the tenant sends no mail. */
function statusOf({ store, surroundings }: Tenant, { id, hasPassword }: StoredUser): StatusName {
  if (hasPassword) return 'InvitationAccepted';
  const invitation = store.invitations.ofUser(id);
  if (!invitation) return 'NoInvitation';
  if (invitation.expiresAtMs <= surroundings.now()) return 'InvitationExpired';
  return invitation.isSent ? 'InvitationSent' : 'InvitationNotSent';
}

function readStatuses({ query }: Call): Read<ReadonlySet<number>> {
  const statuses = new Set<number>();
  for (const text of valuesOf(query, 'status')) {
    const found = Object.entries(STATUSES).find(
      ([name, value]) => name.toLowerCase() === text.toLowerCase() || String(value) === text,
    );
    if (!found) {
      const resolution = `Give status as one of ${Object.keys(STATUSES).join(', ')}.`;
      return { ok: false, refusal: refuse('badRequest', 'status is not valid.', resolution) };
    }
    statuses.add(found[1]);
  }
  return { ok: true, value: statuses };
}
