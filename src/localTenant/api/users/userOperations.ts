import type { StoredUser, UserProfile } from '../../storage/userTable.ts';
import { identityProviderIdOf } from '../../users/fileUsers.ts';
import type { Call, Operation } from '../call.ts';
import { listOfRoleIds, memberRoleId, readRoleIds } from '../roleOperations.ts';
import { type Read, refuse } from '../wire/answer.ts';
import { preferencesSchema, roleIdsSchema, type UserBody, userSchema } from '../wire/bodySchema.ts';
import { readBody } from '../wire/readBody.ts';
import { findUser } from './findUser.ts';
import { writeUser } from './writeUser.ts';

/** `GET …/Users/{userId}`. */
export const getUser: Operation = call => {
  const user = findUser(call);
  return user.ok ? { kind: 'success', status: 200, body: writeUser(user.value) } : user.refusal;
};

/**
 * `POST …/Users`: adds a user, who has the role Tenant Member by default. Names and e-mail address come from an identity
 * provider when a user signs up, which needs a mail; so this one has none, and no password.
 */
export const createUser: Operation = call => {
  const { identity, store, newGuid } = call.tenant;
  const read = readBody(userSchema, call.body);
  if (!read.ok) return read.refusal;
  const { Id, IdentityProviderId, RoleIds } = read.value;
  const id = Id ?? newGuid();
  if (store.users.find(id)) {
    return refuse('conflict', 'A user with this Id exists already.', 'Choose another Id, or leave it out.');
  }
  const roleIds = readRoleIds(store.roles, RoleIds ?? [memberRoleId(store.roles)]);
  if (!roleIds.ok) return roleIds.refusal;
  const identityProviderId = IdentityProviderId ?? identityProviderIdOf(identity.id);
  const profile = changeProfile({ ...NOBODY, identityProviderId }, read.value);
  const user: StoredUser = { id, profile, roleIds: roleIds.value, hasPassword: false };
  store.users.insert(user);
  return { kind: 'success', status: 201, body: writeUser(user) };
};

/** `PUT …/Users/{userId}`: properties that are missing or null in the body don't change. */
export const updateUser: Operation = call => {
  const { store } = call.tenant;
  const found = findUser(call);
  if (!found.ok) return found.refusal;
  const read = readUserChange(call, found.value);
  if (!read.ok) return read.refusal;
  const roleIds = readRoleIds(store.roles, read.value.RoleIds ?? found.value.roleIds);
  if (!roleIds.ok) return roleIds.refusal;
  const profile = changeProfile(found.value.profile, read.value);
  const user: StoredUser = { ...found.value, profile, roleIds: roleIds.value };
  store.users.update(user);
  return { kind: 'success', status: 200, body: writeUser(user) };
};

/** `DELETE …/Users/{userId}`: deletes a user, who can't sign in any longer. Users can't delete themselves. */
export const deleteUser: Operation = call => {
  const { store } = call.tenant;
  const found = findUser(call);
  if (!found.ok) return found.refusal;
  if (call.caller.userId === found.value.id) {
    const reason = 'Users are not allowed to delete themselves.';
    return refuse('forbidden', reason, 'Use the token of another administrator.');
  }
  store.transaction(() => store.users.remove(found.value.id));
  return { kind: 'success', status: 204 };
};

/** `GET …/Users/{userId}/Roles`. */
export const listUserRoles: Operation = call => {
  const user = findUser(call);
  return user.ok ? listOfRoleIds(call, user.value.roleIds) : user.refusal;
};

/** `PUT …/Users/{userId}/Roles`: the list replaces the roles that the user had. */
export const replaceUserRoles: Operation = call => {
  const { store } = call.tenant;
  const user = findUser(call);
  if (!user.ok) return user.refusal;
  const body = readBody(roleIdsSchema, call.body);
  if (!body.ok) return body.refusal;
  const roleIds = readRoleIds(store.roles, body.value);
  if (!roleIds.ok) return roleIds.refusal;
  store.users.update({ ...user.value, roleIds: roleIds.value });
  return listUserRoles(call);
};

/** `GET …/Users/{userId}/Preferences`: an empty object if there are none. */
export const getPreferences: Operation = call => {
  const user = findUser(call);
  if (!user.ok) return user.refusal;
  const body = call.tenant.store.users.preferences(user.value.id);
  return { kind: 'success', status: 200, body, verbatim: true };
};

/** `PUT …/Users/{userId}/Preferences`: any object, which replaces the user's preferences. */
export const setPreferences: Operation = call => {
  const user = findUser(call);
  if (!user.ok) return user.refusal;
  const preferences = readBody(preferencesSchema, call.body);
  if (!preferences.ok) return preferences.refusal;
  call.tenant.store.users.setPreferences(user.value.id, preferences.value);
  return getPreferences(call);
};

/** The profile of a user who hasn't signed up. */
const NOBODY: Omit<UserProfile, 'identityProviderId'> = {
  givenName: null,
  surname: null,
  name: null,
  email: null,
  contactEmail: null,
  contactGivenName: null,
  contactSurname: null,
  externalUserId: null,
};

function readUserChange(call: Call, { id, profile }: StoredUser): Read<UserBody> {
  const read = readBody(userSchema, call.body);
  if (!read.ok) return read;
  const fixed = { Id: id, IdentityProviderId: profile.identityProviderId };
  for (const [name, value] of Object.entries(fixed)) {
    if ((read.value[name as keyof typeof fixed] ?? value) === value) continue;
    const refusal = refuse('badRequest', `${name} is not that of the user.`, `Leave ${name} out.`);
    return { ok: false, refusal };
  }
  return read;
}

/** Returns a profile with the changes in a body. */
function changeProfile(profile: UserProfile, body: UserBody): UserProfile {
  return {
    ...profile,
    contactEmail: body.ContactEmail ?? profile.contactEmail,
    contactGivenName: body.ContactGivenName ?? profile.contactGivenName,
    contactSurname: body.ContactSurname ?? profile.contactSurname,
    externalUserId: body.ExternalUserId ?? profile.externalUserId,
  };
}
