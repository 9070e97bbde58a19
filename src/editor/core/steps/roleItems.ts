import * as l10n from '@vscode/l10n';
import {
  ADMINISTRATOR_ROLE_TYPE_ID,
  COMMUNITY_ADMINISTRATOR_ROLE_TYPE_ID,
  MEMBER_ROLE_TYPE_ID,
} from '../../../service/model/builtInRoles.ts';
import type { Role } from '../../../service/model/role.ts';
import type { ItemOf } from '../../platform/wizard/wizardStep.ts';

/** Checks for the Tenant Member role, which every client has. */
export const isMemberRole = (role: Role): boolean => role.roleTypeId === MEMBER_ROLE_TYPE_ID;

/** Checks for the Tenant Administrator role, which no client should have. */
export const isAdministratorRole = (role: Role): boolean => role.roleTypeId === ADMINISTRATOR_ROLE_TYPE_ID;

/** Checks for the role of a community's administrator, which no client should have either. */
export const isCommunityAdministratorRole = (role: Role): boolean =>
  role.roleTypeId === COMMUNITY_ADMINISTRATOR_ROLE_TYPE_ID;

/** Names a role. A role of a community says so, because each community has roles of the same names. */
export const roleInWords = ({ name, communityId }: Role): string =>
  communityId === undefined ? name : l10n.t('{0} (community {1})', name, communityId);

/**
 * Returns the roles of a tenant as items: Tenant Member first and locked, the chosen ones selected. The roles of each
 * community follow in a group of their own, because their names repeat. Chosen roles that aren't listed stay: the service
 * replaces all roles of a client at once.
 */
export function roleItems(roles: readonly Role[], chosen: readonly string[]): readonly ItemOf<string>[] {
  const hasCommunities = roles.some(({ communityId }) => communityId !== undefined);
  const listed = roles.toSorted(compareRoles).map(role => ({
    value: role.id,
    label: role.name,
    ...remarksOn(role),
    group: hasCommunities ? groupOf(role) : undefined,
    picked: chosen.includes(role.id),
  }));
  const unlisted = chosen.filter(id => !roles.some(role => role.id === id));
  return [
    ...listed,
    ...unlisted.map(id => ({
      value: id,
      label: id,
      description: l10n.t('the client has it, but the tenant does not list it'),
      group: hasCommunities ? l10n.t('Other roles') : undefined,
      picked: true,
    })),
  ];
}

/** Sorts the tenant's roles before those of its communities, and Tenant Member before all. */
const compareRoles = (one: Role, other: Role): number =>
  Number(isMemberRole(other)) - Number(isMemberRole(one)) ||
  (one.communityId ?? '').localeCompare(other.communityId ?? '') ||
  one.name.localeCompare(other.name);

/** Characters of an id that tell communities apart. */
const SHORT_ID = 8;

const groupOf = ({ communityId }: Role): string =>
  communityId === undefined
    ? l10n.t('Roles in the tenant')
    : l10n.t('Community roles: {0}', shortened(communityId));

/** Returns the start of an id: a separator takes its room from the row below it, which has the warning. */
const shortened = (id: string): string => (id.length > SHORT_ID ? `${id.slice(0, SHORT_ID)}…` : id);

function remarksOn(role: Role): Pick<ItemOf<string>, 'description' | 'detail' | 'locked'> {
  if (isMemberRole(role))
    return { description: l10n.t('always required'), detail: role.description, locked: true };
  if (isAdministratorRole(role)) {
    return {
      description: l10n.t('$(warning) not advised for a client'),
      detail: l10n.t('Whoever gets hold of its secret can do everything in the tenant.'),
    };
  }
  if (isCommunityAdministratorRole(role)) {
    return {
      description: l10n.t('$(warning) not advised for a client'),
      detail: l10n.t('Whoever gets hold of its secret can do everything in the community.'),
    };
  }
  return role.communityId === undefined
    ? { detail: role.description }
    : { description: l10n.t('community role'), detail: role.description };
}
