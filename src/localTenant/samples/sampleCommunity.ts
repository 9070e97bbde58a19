import { guidFrom } from '../guid.ts';
import type { TenantStore } from '../storage/tenantStore.ts';

/** The role scope of a community's roles (documentation: *Roles*). */
const COMMUNITY_SCOPE = 2;

/** The roles that every community has, with their role type ids, which are the same in all communities. */
const ROLES = [
  {
    name: 'Community Administrator',
    description: 'Manages the community: its tenants, users, clients and shared data.',
    typeId: 'b50b3349-fa9e-4a03-9220-cf99184b4645',
  },
  {
    name: 'Community Moderator',
    description: 'Shares data with the community.',
    typeId: 'f49f69a6-61b2-423e-8ad5-d58841be441c',
  },
  {
    name: 'Community Member',
    description: 'Reads the data of the community.',
    typeId: 'f79a55da-7c76-4600-a809-0f62ca9971d9',
  },
] as const;

/** Makes a tenant a member of one community, so that its list of roles has the roles of that community, too. */
export function addSampleCommunity(store: TenantStore, randomBytes: (size: number) => Buffer): void {
  const communityId = guidFrom(randomBytes(16));
  store.transaction(() => {
    for (const role of ROLES) {
      store.roles.insert({ ...role, id: guidFrom(randomBytes(16)), scope: COMMUNITY_SCOPE, communityId });
    }
  });
}
