/** A role that every tenant has. Its role *id* differs from tenant to tenant, its role *type* id doesn't. */
export interface BuiltInRole {
  readonly key: 'administrator' | 'contributor' | 'dataSteward' | 'member' | 'viewer';
  /** Name as the service shows it. */
  readonly name: string;
  /** Role type id (GUID), the same in all tenants. */
  readonly roleTypeId: string;
}

const ROLES: { readonly [Key in BuiltInRole['key']]: BuiltInRole & { readonly key: Key } } = {
  administrator: {
    key: 'administrator',
    name: 'Tenant Administrator',
    roleTypeId: '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f',
  },
  contributor: {
    key: 'contributor',
    name: 'Tenant Contributor',
    roleTypeId: 'f1439595-e5a2-487f-8a4f-0627fefe75df',
  },
  dataSteward: {
    key: 'dataSteward',
    name: 'Tenant Data Steward',
    roleTypeId: '45b66433-5f57-420b-bbdf-8bbd60c1cd9d',
  },
  member: { key: 'member', name: 'Tenant Member', roleTypeId: '7ad2b9ef-5386-4ead-ac9f-ad99c5c5b977' },
  viewer: { key: 'viewer', name: 'Tenant Viewer', roleTypeId: 'e6cbf91e-0be8-4858-92b5-f88ecafd5574' },
};

/** The built-in roles with their role type ids (documentation: *Roles*). */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = Object.values(ROLES);

/** Role type id of Tenant Member, which every Client-Credentials client must have. */
export const MEMBER_ROLE_TYPE_ID = ROLES.member.roleTypeId;

/** Role type id of the administrator of a community, which clients shouldn't have either. */
export const COMMUNITY_ADMINISTRATOR_ROLE_TYPE_ID = 'b50b3349-fa9e-4a03-9220-cf99184b4645';

/** Role type id of Tenant Administrator, which the service advises not to give to clients. */
export const ADMINISTRATOR_ROLE_TYPE_ID = ROLES.administrator.roleTypeId;
