import { ADMINISTRATOR_ROLE_TYPE_ID, MEMBER_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import type { Caller } from '../identity/accessTokenCheck.ts';
import { type Refusal, refuse } from './wire/answer.ts';

interface AccessRow {
  /** Role types of which the caller needs one. */
  readonly roleTypeIds: readonly string[];
  /** Whether a client may do it to itself, whatever its roles. */
  readonly self: boolean;
  /** For `Resolution`. */
  readonly needs: string;
}

const MEMBERS = [MEMBER_ROLE_TYPE_ID, ADMINISTRATOR_ROLE_TYPE_ID];
const ADMINISTRATORS = [ADMINISTRATOR_ROLE_TYPE_ID];

/** Who may use a route, in the words of the service's documentation ("Allowed for these roles"). */
export const ACCESS = {
  member: { roleTypeIds: MEMBERS, self: false, needs: 'Tenant Member' },
  memberOrSelf: { roleTypeIds: MEMBERS, self: true, needs: 'Tenant Member, or a token of this very client' },
  administrator: { roleTypeIds: ADMINISTRATORS, self: false, needs: 'Tenant Administrator' },
  administratorOrSelf: {
    roleTypeIds: ADMINISTRATORS,
    self: true,
    needs: 'Tenant Administrator, or a token of this very client',
  },
} as const satisfies Record<string, AccessRow>;

/**
 * Checks whether a caller may use a route of this tenant.
 *
 * @param clientId the client in the route's path, lower case; empty when there is none
 * @returns the refusal, or `undefined` when it may
 */
export function refusedAccess(
  access: keyof typeof ACCESS,
  caller: Caller,
  tenantId: string,
  clientId: string,
): Refusal | undefined {
  if (caller.tenantId !== tenantId) {
    const reason = 'The token is for another tenant than the one in the address.';
    return refuse(
      'forbidden',
      reason,
      `Use the tenant id ${caller.tenantId}, or sign in to the other tenant.`,
    );
  }
  const { roleTypeIds, self, needs }: AccessRow = ACCESS[access];
  if (self && caller.clientId === clientId) return undefined;
  if (roleTypeIds.some(id => caller.roleTypeIds.includes(id))) return undefined;
  return refuse('forbidden', 'The token lacks the role that this needs.', `Use a token with ${needs}.`);
}
