import type { Operation } from '../call.ts';
import { findRole, listOfRoleIds, readRoleIds } from '../roleOperations.ts';
import { refuse } from '../wire/answer.ts';
import { roleIdsSchema } from '../wire/bodySchema.ts';
import { readPage } from '../wire/paging.ts';
import { readBody } from '../wire/readBody.ts';
import { writeClient } from './clientProperties.ts';
import { findClient, findClientOfAnyType } from './findClient.ts';

/** `GET …/ClientCredentialClients/{clientId}/Roles`. */
export const listClientRoles: Operation = call => {
  const client = findClient('clientCredentials', call);
  return client.ok ? listOfRoleIds(call, client.value.roleIds) : client.refusal;
};

/** `PUT …/ClientCredentialClients/{clientId}/Roles`: the list replaces the roles that the client had. */
export const replaceClientRoles: Operation = call => {
  const { store } = call.tenant;
  const client = findClient('clientCredentials', call);
  if (!client.ok) return client.refusal;
  const body = readBody(roleIdsSchema, call.body);
  if (!body.ok) return body.refusal;
  const roleIds = readRoleIds(store.roles, body.value);
  if (!roleIds.ok) return roleIds.refusal;
  store.clients.update({ ...client.value, roleIds: roleIds.value });
  return listClientRoles(call);
};

/** `GET …/Clients/{clientId}/Roles`: the same for a client of any type. Only Client Credentials clients have roles. */
export const listRolesOfAnyClient: Operation = call => {
  const client = findClientOfAnyType(call);
  return client.ok ? listOfRoleIds(call, client.value.roleIds) : client.refusal;
};

/** `PUT …/Clients/{clientId}/Roles`: the same for a client of any type. */
export const replaceRolesOfAnyClient: Operation = call => {
  const client = findClientOfAnyType(call);
  if (!client.ok) return client.refusal;
  if (client.value.type === 'clientCredentials') return replaceClientRoles(call);
  const reason = 'Clients of this type have no roles; their users have.';
  return refuse('badRequest', reason, 'Change the roles of a Client Credentials client, or of a user.');
};

/** `GET …/Roles/{roleId}/clientcredentialclients`: a page of the clients that have the role. */
export const listRoleClients: Operation = call => {
  const role = findRole(call);
  if (!role.ok) return role.refusal;
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const { clients } = call.tenant.store;
  const body = clients.pageOfRole(role.value.id, page.value).map(writeClient);
  return { kind: 'success', status: 200, body, totalCount: clients.countOfRole(role.value.id) };
};
