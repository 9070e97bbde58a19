import type { StoredUser } from '../../storage/userTable.ts';

/** Returns a user as the service sends it (documentation: *Tenants Users*). */
export function writeUser({ id, profile, roleIds }: StoredUser) {
  return {
    Id: id,
    GivenName: profile.givenName,
    Surname: profile.surname,
    Name: profile.name,
    Email: profile.email,
    ContactEmail: profile.contactEmail,
    ContactGivenName: profile.contactGivenName,
    ContactSurname: profile.contactSurname,
    ExternalUserId: profile.externalUserId,
    IdentityProviderId: profile.identityProviderId,
    RoleIds: roleIds,
  };
}
