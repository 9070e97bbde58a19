import type { TenantUser } from '../../users/userDirectory.ts';

/** Says what id tokens and userinfo may tell of a user (OpenID Connect Core 1.0, section 5.1). */
export function userClaims(user: TenantUser, tenantId: string) {
  return {
    sub: user.id,
    tid: tenantId,
    role_type: user.roleTypeIds,
    name: user.name,
    preferred_username: user.userName,
    // ".test" is reserved: no mail to it ever leaves this machine (RFC 2606)
    email: `${encodeURIComponent(user.userName)}@local-tenant.test`,
    email_verified: true,
  };
}
