import { BUILT_IN_ROLES } from '../service/model/builtInRoles.ts';
import { guidFrom } from './guid.ts';
import type { TenantStore } from './storage/tenantStore.ts';
import type { Surroundings } from './surroundings.ts';

/** The identity of a tenant, which is constant for its data folder. */
export interface TenantIdentity {
  /** GUID. */
  readonly id: string;
  readonly companyName: string;
  readonly alias: string;
  /** When the data folder was first used, ISO 8601. */
  readonly createdAt: string;
}

/** Descriptions of the built-in roles (documentation: *Roles*). */
const ROLE_DESCRIPTIONS: Readonly<Record<(typeof BUILT_IN_ROLES)[number]['key'], string>> = {
  administrator: 'Manages the tenant: its clients, secrets, roles and data.',
  contributor: 'Creates and changes data.',
  dataSteward: 'Looks after the quality of data and may see and change all of it.',
  member: 'Belongs to the tenant. Every client and user has this role.',
  viewer: 'Reads data.',
};

/** The role scope of built-in roles: the tenant (documentation: *Roles*). */
const TENANT_SCOPE = 1;

/** Returns the tenant's identity. The first call makes it, with the built-in roles. */
export function tenantIdentity(store: TenantStore, { now, randomBytes }: Surroundings): TenantIdentity {
  return store.transaction(() => {
    if (store.roles.list().length === 0) {
      for (const { key, name, roleTypeId } of BUILT_IN_ROLES) {
        store.roles.insert({
          id: guidFrom(randomBytes(16)),
          name,
          description: ROLE_DESCRIPTIONS[key],
          scope: TENANT_SCOPE,
          typeId: roleTypeId,
          communityId: null,
        });
      }
    }
    return {
      id: store.settings.getOrMake('tenantId', () => guidFrom(randomBytes(16))),
      companyName: 'Local tenant',
      alias: 'local',
      createdAt: store.settings.getOrMake('createdAt', () => new Date(now()).toISOString()),
    };
  });
}
