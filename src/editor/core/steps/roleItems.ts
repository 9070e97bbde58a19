import * as l10n from '@vscode/l10n';
import { ADMINISTRATOR_ROLE_TYPE_ID, MEMBER_ROLE_TYPE_ID } from '../../../service/model/builtInRoles.ts';
import type { Role } from '../../../service/model/role.ts';
import type { ItemOf } from '../../platform/wizard/wizardStep.ts';

/** Checks for the Tenant Member role, which every client has. */
export const isMemberRole = (role: Role): boolean => role.roleTypeId === MEMBER_ROLE_TYPE_ID;

/** Checks for the Tenant Administrator role, which no client should have. */
export const isAdministratorRole = (role: Role): boolean => role.roleTypeId === ADMINISTRATOR_ROLE_TYPE_ID;

/** Returns the roles of a tenant as items: Tenant Member first and locked, the chosen ones selected. */
export function roleItems(roles: readonly Role[], chosen: readonly string[]): readonly ItemOf<string>[] {
  return roles
    .toSorted(
      (one, other) =>
        Number(isMemberRole(other)) - Number(isMemberRole(one)) || one.name.localeCompare(other.name),
    )
    .map(role => ({
      value: role.id,
      label: role.name,
      ...remarksOn(role),
      picked: chosen.includes(role.id),
    }));
}

function remarksOn(role: Role): Pick<ItemOf<string>, 'description' | 'detail' | 'locked'> {
  if (isMemberRole(role))
    return { description: l10n.t('always required'), detail: role.description, locked: true };
  if (!isAdministratorRole(role)) return { detail: role.description };
  return {
    description: l10n.t('$(warning) not advised for a client'),
    detail: l10n.t('Whoever gets hold of its secret can do everything in the tenant.'),
  };
}
