import type { Route } from '../route.ts';
import {
  createUserInvitation,
  deleteInvitation,
  deleteUserInvitation,
  getInvitation,
  getUserInvitation,
  listInvitations,
  putUserInvitation,
  updateInvitation,
} from './invitationOperations.ts';
import { listUsers } from './userList.ts';
import {
  createUser,
  deleteUser,
  getPreferences,
  getUser,
  listUserRoles,
  replaceUserRoles,
  setPreferences,
  updateUser,
} from './userOperations.ts';
import { getUserStatus, listUserStatuses } from './userStatus.ts';

const USER = 'Users/{userId}';
const OWN_INVITATION = `${USER}/Invitation`;
const INVITATION = 'Invitations/{invitationId}';

/** Users and invitations (documentation: *Tenants Users*, *Users Roles*, *Invitations*). */
export const USER_ROUTES: readonly Route[] = [
  { path: 'Users', method: 'GET', access: 'member', operation: listUsers },
  { path: 'Users', method: 'POST', access: 'administrator', operation: createUser },
  // Before the route of a user, because "Status" is no id.
  { path: 'Users/Status', method: 'GET', access: 'member', operation: listUserStatuses },
  { path: USER, method: 'GET', access: 'memberOrSelf', operation: getUser },
  { path: USER, method: 'PUT', access: 'administrator', operation: updateUser },
  { path: USER, method: 'DELETE', access: 'administrator', operation: deleteUser },
  { path: `${USER}/Roles`, method: 'GET', access: 'memberOrSelf', operation: listUserRoles },
  { path: `${USER}/Roles`, method: 'PUT', access: 'administrator', operation: replaceUserRoles },
  { path: `${USER}/Status`, method: 'GET', access: 'memberOrSelf', operation: getUserStatus },
  { path: `${USER}/Preferences`, method: 'GET', access: 'administratorOrSelf', operation: getPreferences },
  { path: `${USER}/Preferences`, method: 'PUT', access: 'administratorOrSelf', operation: setPreferences },

  { path: OWN_INVITATION, method: 'GET', access: 'administrator', operation: getUserInvitation },
  { path: OWN_INVITATION, method: 'POST', access: 'administrator', operation: createUserInvitation },
  { path: OWN_INVITATION, method: 'PUT', access: 'administrator', operation: putUserInvitation },
  { path: OWN_INVITATION, method: 'DELETE', access: 'administrator', operation: deleteUserInvitation },
  { path: 'Invitations', method: 'GET', access: 'administrator', operation: listInvitations },
  { path: INVITATION, method: 'GET', access: 'administrator', operation: getInvitation },
  { path: INVITATION, method: 'PUT', access: 'administrator', operation: updateInvitation },
  { path: INVITATION, method: 'DELETE', access: 'administrator', operation: deleteInvitation },
];
