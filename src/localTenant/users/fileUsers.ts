import { hash } from 'node:crypto';
import { guidFrom } from '../guid.ts';
import type { TenantStore } from '../storage/tenantStore.ts';
import type { StoredUser } from '../storage/userTable.ts';
import { type TenantUser, userOf } from './userDirectory.ts';
import type { DescribedUser } from './userFile.ts';

/**
 * Brings the users of `users.json` into the database, through which the API changes them. An entry that is new or has
 * changed replaces what the API had changed, a deletion included; a user without an entry is removed.
 */
export function saveFileUsers(store: TenantStore, tenantId: string, users: readonly DescribedUser[]): void {
  store.transaction(() => {
    const known = store.users.fileEntries();
    for (const described of users) {
      const user = userOf(tenantId, described);
      const entry = hash('sha256', JSON.stringify(described), 'buffer');
      const isKnown = entry.equals(known.get(user.id) ?? new Uint8Array());
      known.delete(user.id);
      if (!isKnown) store.users.putFileUser(storedUser(store, tenantId, user), entry);
    }
    for (const id of known.keys()) store.users.forget(id);
  });
}

/** Returns the id of a tenant's only identity provider, at which its users sign in. */
export function identityProviderIdOf(tenantId: string): string {
  return guidFrom(hash('sha256', `${tenantId} identity provider`, 'buffer').subarray(0, 16));
}

function storedUser(store: TenantStore, tenantId: string, user: TenantUser): StoredUser {
  const [givenName = '', ...rest] = user.name.split(' ');
  const surname = rest.join(' ') || null;
  // As in the claims of its tokens: ".test" is reserved, so mail to it can't be delivered (RFC 2606).
  const email = `${encodeURIComponent(user.userName)}@local-tenant.test`;
  return {
    id: user.id,
    profile: {
      givenName,
      surname,
      name: user.name,
      email,
      contactEmail: email,
      contactGivenName: givenName,
      contactSurname: surname,
      externalUserId: user.userName,
      identityProviderId: identityProviderIdOf(tenantId),
    },
    roleIds: user.roleTypeIds.map(typeId => store.roles.idOfType(typeId)),
    hasPassword: true,
  };
}
