import { MEMBER_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import type { RoleTable, StoredRole } from '../storage/roleTable.ts';
import type { Call, Operation } from './call.ts';
import { type Answer, type Read, refuse } from './wire/answer.ts';
import { roleCreateSchema, roleUpdateSchema } from './wire/bodySchema.ts';
import { readPage, valuesOf } from './wire/paging.ts';
import { readBody } from './wire/readBody.ts';

/** Lists roles page by page (documentation: *Roles*). */
function listOfRoles(call: Call, roles: readonly StoredRole[]): Answer {
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const { skip, count } = page.value;
  const body = roles.slice(skip, skip + count).map(role => writeRole(role, call.tenant.identity.id));
  return { kind: 'success', status: 200, body, totalCount: roles.length };
}

/** `GET …/Roles`: all roles, with those of communities, or the roles of a type (`roleTypeId`). */
export const listRoles: Operation = call => {
  const typeIds = valuesOf(call.query, 'roletypeid').map(id => id.toLowerCase());
  const roles = call.tenant.store.roles.list();
  const wanted = typeIds.length === 0 ? roles : roles.filter(({ typeId }) => typeIds.includes(typeId ?? ''));
  return listOfRoles(call, wanted);
};

/** `GET …/Roles/{roleId}`. */
export const getRole: Operation = call => {
  const role = findRole(call);
  return role.ok ? answerRole(call, role.value) : role.refusal;
};

/** `POST …/Roles`: adds a role with an id of the server. Its type is null, because only built-in roles have one. */
export const createRole: Operation = call => {
  const { store, newGuid } = call.tenant;
  const read = readBody(roleCreateSchema, call.body);
  if (!read.ok) return read.refusal;
  const { Name, Description, RoleScope, CommunityId } = read.value;
  const role: StoredRole = {
    id: newGuid(),
    name: Name,
    description: Description ?? '',
    scope: RoleScope ?? TENANT_SCOPE,
    typeId: null,
    communityId: CommunityId ?? null,
  };
  if (isNameTaken(store.roles.list(), role)) return NAME_TAKEN;
  store.roles.insert(role);
  return { ...answerRole(call, role), status: 201 };
};

/** `PUT …/Roles/{roleId}`: changes a role that isn't built in. Properties missing in the body don't change. */
export const updateRole: Operation = call => {
  const found = findChangeableRole(call);
  if (!found.ok) return found.refusal;
  const read = readBody(roleUpdateSchema, call.body);
  if (!read.ok) return read.refusal;
  const { Name, Description, RoleScope, CommunityId } = read.value;
  const role: StoredRole = {
    ...found.value,
    name: Name ?? found.value.name,
    description: Description ?? found.value.description,
    scope: RoleScope ?? found.value.scope,
    communityId: CommunityId ?? found.value.communityId,
  };
  const { roles } = call.tenant.store;
  if (isNameTaken(roles.list(), role)) return NAME_TAKEN;
  roles.update(role);
  return answerRole(call, role);
};

/** `DELETE …/Roles/{roleId}`: deletes a role that isn't built in, and removes it from clients and users. */
export const deleteRole: Operation = call => {
  const { store } = call.tenant;
  const found = findChangeableRole(call);
  if (!found.ok) return found.refusal;
  store.transaction(() => store.roles.remove(found.value.id));
  return { kind: 'success', status: 204 };
};

/** Finds the role that a call's path names. */
export function findRole({ tenant, parameters }: Call): Read<StoredRole> {
  const role = tenant.store.roles.find(parameters.roleId);
  if (role) return { ok: true, value: role };
  const refusal = refuse(
    'notFound',
    'The tenant has no role of this id.',
    'List the roles to see their ids.',
  );
  return { ok: false, refusal };
}

/** Lists roles by their ids. */
export function listOfRoleIds(call: Call, ids: readonly string[]): Answer {
  const { roles } = call.tenant.store;
  return listOfRoles(
    call,
    ids.flatMap(id => roles.find(id) ?? []),
  );
}

/** Returns the id of the role Tenant Member. */
export function memberRoleId(roles: RoleTable): string {
  return roles.idOfType(MEMBER_ROLE_TYPE_ID);
}

/** Checks that roles exist and that Tenant Member, which every client and user must have, is among them. */
export function readRoleIds(roles: RoleTable, ids: readonly string[]): Read<readonly string[]> {
  if (ids.some(id => roles.find(id) === undefined)) {
    const reason = 'One of the roles does not exist in this tenant.';
    return { ok: false, refusal: refuse('badRequest', reason, 'List the roles to see their ids.') };
  }
  const memberId = memberRoleId(roles);
  if (!ids.includes(memberId)) {
    const reason = 'The role Tenant Member is missing; no client or user can be without it.';
    return { ok: false, refusal: refuse('badRequest', reason, `Add ${memberId} to the roles.`) };
  }
  return { ok: true, value: ids };
}

/** The default role scope: the tenant (documentation: *Roles*). */
const TENANT_SCOPE = 1;

/** The service answers 302 or 409; only 409 says what is wrong. */
const NAME_TAKEN = refuse('conflict', 'A role with this Name exists already.', 'Choose another Name.');

/** Tells whether another role of the same tenant or community has the name. Roles of two communities may share one. */
function isNameTaken(roles: readonly StoredRole[], { id, name, communityId }: StoredRole): boolean {
  const same = name.toLowerCase();
  return roles.some(
    other => other.id !== id && other.communityId === communityId && other.name.toLowerCase() === same,
  );
}

function findChangeableRole(call: Call): Read<StoredRole> {
  const role = findRole(call);
  if (!role.ok || role.value.typeId === null) return role;
  const reason = `The role ${role.value.name} is built in.`;
  return { ok: false, refusal: refuse('badRequest', reason, 'Make a role of your own instead.') };
}

function answerRole(call: Call, role: StoredRole): Answer & { kind: 'success' } {
  return { kind: 'success', status: 200, body: writeRole(role, call.tenant.identity.id) };
}

function writeRole(role: StoredRole, tenantId: string) {
  return {
    Id: role.id,
    Name: role.name,
    Description: role.description,
    RoleScope: role.scope,
    TenantId: role.communityId === null ? tenantId : null,
    CommunityId: role.communityId,
    RoleTypeId: role.typeId,
  };
}
