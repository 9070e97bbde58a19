import type { StoredRole } from '../storage/roleTable.ts';
import { type Answer, refuse } from './answer.ts';
import type { Call, Operation } from './call.ts';
import { readPage } from './paging.ts';

/** Lists roles page by page (documentation: *Roles*). */
export function listOfRoles(call: Call, roles: readonly StoredRole[]): Answer {
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const { skip, count } = page.value;
  const body = roles.slice(skip, skip + count).map(role => roleBody(role, call.tenant.identity.id));
  return { kind: 'success', status: 200, body, totalCount: roles.length };
}

/** `GET …/Roles`. */
export const listRoles: Operation = call => listOfRoles(call, call.tenant.store.roles.list());

/** `GET …/Roles/{roleId}`. */
export const getRole: Operation = ({ tenant, parameters }) => {
  const role = tenant.store.roles.find(parameters.roleId);
  return role
    ? { kind: 'success', status: 200, body: roleBody(role, tenant.identity.id) }
    : refuse('notFound', 'The tenant has no role of this id.', 'List the roles to see their ids.');
};

function roleBody(role: StoredRole, tenantId: string) {
  return {
    Id: role.id,
    Name: role.name,
    Description: role.description,
    RoleScope: role.scope,
    TenantId: tenantId,
    CommunityId: null,
    RoleTypeId: role.typeId,
  };
}
