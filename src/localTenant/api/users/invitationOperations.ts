import type { StoredInvitation } from '../../storage/invitationTable.ts';
import type { Call, Operation } from '../call.ts';
import { type Answer, type Read, refuse } from '../wire/answer.ts';
import { type InvitationBody, invitationSchema } from '../wire/bodySchema.ts';
import { writeIsoDate } from '../wire/isoDate.ts';
import { readPage } from '../wire/paging.ts';
import { readBody } from '../wire/readBody.ts';
import { findUser } from './findUser.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Lifetime of an invitation, by default and at most, and for how long an expired one is kept, in milliseconds. */
const LIFETIME_MS = 21 * DAY_MS;
const LONGEST_MS = 62 * DAY_MS;
const KEPT_MS = 14 * DAY_MS;

/** The states of invitations (documentation: *InvitationStates*). No one accepts one, because no mail is sent. */
const STATES = { none: 0, emailSent: 1 } as const;

/** `GET …/Invitations`: a page of all invitations, without expired ones unless `includeExpiredInvitations` is true. */
export const listInvitations: Operation = call => {
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const invitations = currentInvitations(call);
  const withExpired = call.query.get('includeexpiredinvitations')?.toLowerCase() === 'true';
  const afterMs = withExpired ? 0 : call.tenant.surroundings.now();
  return {
    kind: 'success',
    status: 200,
    body: invitations.page(page.value, afterMs).map(invitation => writeInvitation(call, invitation)),
    totalCount: invitations.count(afterMs),
  };
};

/** `GET …/Invitations/{invitationId}`. */
export const getInvitation: Operation = call => {
  const found = findInvitation(call);
  return found.ok ? answerInvitation(call, found.value) : found.refusal;
};

/** `PUT …/Invitations/{invitationId}`: properties that are missing or null in the body don't change. */
export const updateInvitation: Operation = call => {
  const found = findInvitation(call);
  return found.ok ? changeInvitation(call, found.value) : found.refusal;
};

/** `DELETE …/Invitations/{invitationId}`. */
export const deleteInvitation: Operation = call => {
  const found = findInvitation(call);
  return found.ok ? removeInvitation(call, found.value) : found.refusal;
};

/** `GET …/Users/{userId}/Invitation`. */
export const getUserInvitation: Operation = call => {
  const found = findUserInvitation(call);
  return found.ok ? answerInvitation(call, found.value) : found.refusal;
};

/**
 * `POST …/Users/{userId}/Invitation`: invites a user who has no invitation. No mail is sent, whatever `SendInvitation` says;
 * it only decides the state.
 */
export const createUserInvitation: Operation = call => {
  const user = findUser(call);
  if (!user.ok) return user.refusal;
  const { id: userId, hasPassword } = user.value;
  if (hasPassword || currentInvitations(call).ofUser(userId)) {
    const reason = hasPassword ? 'The user has signed up already.' : 'The user has an invitation already.';
    return refuse('conflict', reason, 'Change or delete the invitation of a user who has not signed up.');
  }
  const read = readInvitation(call);
  if (!read.ok) return read.refusal;
  const { tenant } = call;
  const issuedAtMs = tenant.surroundings.now();
  const invitation: StoredInvitation = {
    id: tenant.newGuid(),
    userId,
    issuedAtMs,
    expiresAtMs: read.value.ExpiresDateTime ?? issuedAtMs + LIFETIME_MS,
    isSent: read.value.SendInvitation ?? true,
  };
  tenant.store.invitations.insert(invitation);
  return { ...answerInvitation(call, invitation), status: 201 };
};

/** `PUT …/Users/{userId}/Invitation`: changes the user's invitation, or makes one. */
export const putUserInvitation: Operation = call => {
  const found = findUserInvitation(call);
  return found.ok ? changeInvitation(call, found.value) : createUserInvitation(call);
};

/** `DELETE …/Users/{userId}/Invitation`. */
export const deleteUserInvitation: Operation = call => {
  const found = findUserInvitation(call);
  return found.ok ? removeInvitation(call, found.value) : found.refusal;
};

/** Returns the table of invitations without those that have expired long ago, which the service deletes. */
function currentInvitations({ tenant: { store, surroundings } }: Call) {
  store.invitations.purge(surroundings.now() - KEPT_MS);
  return store.invitations;
}

const INVITATION_NOT_FOUND = refuse('notFound', 'There is no such invitation.', 'List the invitations.');

function findInvitation(call: Call): Read<StoredInvitation> {
  const invitation = currentInvitations(call).find(call.parameters.invitationId);
  return invitation ? { ok: true, value: invitation } : { ok: false, refusal: INVITATION_NOT_FOUND };
}

function findUserInvitation(call: Call): Read<StoredInvitation> {
  const user = findUser(call);
  if (!user.ok) return user;
  const invitation = currentInvitations(call).ofUser(user.value.id);
  return invitation ? { ok: true, value: invitation } : { ok: false, refusal: INVITATION_NOT_FOUND };
}

/** Reads a body, which may be missing: everything in it is optional. */
function readInvitation({ body, tenant }: Call): Read<InvitationBody> {
  const read = readBody(invitationSchema, body ?? {});
  if (!read.ok) return read;
  const aheadMs = (read.value.ExpiresDateTime ?? Number.NaN) - tenant.surroundings.now();
  if (Number.isNaN(aheadMs) || (aheadMs > 0 && aheadMs <= LONGEST_MS)) return read;
  const reason = 'ExpiresDateTime is past, or more than two months ahead.';
  return { ok: false, refusal: refuse('badRequest', reason, 'Give a date within the next two months.') };
}

function changeInvitation(call: Call, invitation: StoredInvitation): Answer {
  const read = readInvitation(call);
  if (!read.ok) return read.refusal;
  const changed: StoredInvitation = {
    ...invitation,
    expiresAtMs: read.value.ExpiresDateTime ?? invitation.expiresAtMs,
    isSent: invitation.isSent || read.value.SendInvitation === true,
  };
  call.tenant.store.invitations.update(changed);
  return answerInvitation(call, changed);
}

function removeInvitation(call: Call, { id }: StoredInvitation): Answer {
  call.tenant.store.invitations.remove(id);
  return { kind: 'success', status: 204 };
}

function answerInvitation(call: Call, invitation: StoredInvitation): Answer & { kind: 'success' } {
  return { kind: 'success', status: 200, body: writeInvitation(call, invitation) };
}

function writeInvitation({ tenant }: Call, invitation: StoredInvitation) {
  return {
    Id: invitation.id,
    Issued: writeIsoDate(invitation.issuedAtMs),
    Expires: writeIsoDate(invitation.expiresAtMs),
    Accepted: null,
    State: invitation.isSent ? STATES.emailSent : STATES.none,
    TenantId: tenant.identity.id,
    UserId: invitation.userId,
  };
}
