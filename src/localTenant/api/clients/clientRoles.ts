import { MEMBER_ROLE_TYPE_ID } from '../../../service/model/builtInRoles.ts';
import type { RoleTable } from '../../storage/roleTable.ts';
import type { Operation } from '../call.ts';
import { findRole, listOfRoles } from '../roleOperations.ts';
import { type Read, refuse } from '../wire/answer.ts';
import { readBody, roleIdsSchema } from '../wire/bodySchema.ts';
import { readPage } from '../wire/paging.ts';
import { writeClient } from './clientProperties.ts';
import { findClient } from './findClient.ts';

/** Checks that roles exist and that Tenant Member, which every client must have, is among them. */
export function readRoleIds(roles: RoleTable, ids: readonly string[]): Read<readonly string[]> {
  if (ids.some(id => roles.find(id) === undefined)) {
    const reason = 'One of the roles does not exist in this tenant.';
    return { ok: false, refusal: refuse('badRequest', reason, 'List the roles to see their ids.') };
  }
  const memberId = roles.idOfType(MEMBER_ROLE_TYPE_ID);
  if (!ids.includes(memberId)) {
    const reason = 'The role Tenant Member is missing; no client can be without it.';
    return { ok: false, refusal: refuse('badRequest', reason, `Add ${memberId} to the roles.`) };
  }
  return { ok: true, value: ids };
}

/** `GET …/ClientCredentialClients/{clientId}/Roles`. */
export const listClientRoles: Operation = call => {
  const client = findClient('clientCredentials', call);
  if (!client.ok) return client.refusal;
  const { roles } = call.tenant.store;
  return listOfRoles(
    call,
    client.value.roleIds.flatMap(id => roles.find(id) ?? []),
  );
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
