import type { TenantUser } from '../../users/userDirectory.ts';
import { emailOf } from '../../users/userEmail.ts';

/** Returns the claims of a user for id tokens and userinfo (OpenID Connect Core 1.0, section 5.1). */
export function userClaims(user: TenantUser, tenantId: string) {
  return {
    sub: user.id,
    tid: tenantId,
    role_type: user.roleTypeIds,
    name: user.name,
    preferred_username: user.userName,
    email: emailOf(user.userName),
    email_verified: true,
  };
}
