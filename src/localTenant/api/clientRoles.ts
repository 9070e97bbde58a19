import { MEMBER_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import type { RoleTable } from '../storage/roleTable.ts';
import { type Read, refuse } from './answer.ts';
import { readBody, roleIdsSchema } from './bodySchema.ts';
import type { Operation } from './call.ts';
import { findClient } from './findClient.ts';
import { listOfRoles } from './roleOperations.ts';

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
  const client = findClient(call);
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
  const client = findClient(call);
  if (!client.ok) return client.refusal;
  const body = readBody(roleIdsSchema, call.body);
  if (!body.ok) return body.refusal;
  const roleIds = readRoleIds(store.roles, body.value);
  if (!roleIds.ok) return roleIds.refusal;
  store.clients.update({ ...client.value, roleIds: roleIds.value });
  return listClientRoles(call);
};
