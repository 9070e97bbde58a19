import { ADMINISTRATOR_ROLE_TYPE_ID, MEMBER_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import type { Caller } from '../identity/accessTokenCheck.ts';
import { type Refusal, refuse } from './wire/answer.ts';

interface AccessRow {
  /** Role types, one of which the caller needs; `undefined`: none. */
  readonly roleTypeIds: readonly string[] | undefined;
  /** Whether a client or a user may use the route for itself without these roles. */
  readonly self: boolean;
  /** For `Resolution`. */
  readonly needs: string;
}

const MEMBERS = [MEMBER_ROLE_TYPE_ID, ADMINISTRATOR_ROLE_TYPE_ID];
const ADMINISTRATORS = [ADMINISTRATOR_ROLE_TYPE_ID];

/** Who may use a route (documentation: *Allowed for these roles*). */
export const ACCESS = {
  member: { roleTypeIds: MEMBERS, self: false, needs: 'Tenant Member' },
  memberOrSelf: {
    roleTypeIds: MEMBERS,
    self: true,
    needs: 'Tenant Member, or a token of this very client or user',
  },
  administrator: { roleTypeIds: ADMINISTRATORS, self: false, needs: 'Tenant Administrator' },
  administratorOrSelf: {
    roleTypeIds: ADMINISTRATORS,
    self: true,
    needs: 'Tenant Administrator, or a token of this very client or user',
  },
  /** The operation itself decides. */
  anyone: { roleTypeIds: undefined, self: false, needs: 'any role' },
} as const satisfies Record<string, AccessRow>;

/**
 * Returns the refusal if a caller isn't allowed to use a route of this tenant.
 *
 * @param of the client and the user in the route's path, in lower case; empty if there is none
 */
export function refuseAccess(
  access: keyof typeof ACCESS,
  caller: Caller,
  tenantId: string,
  of: { readonly clientId: string; readonly userId: string },
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
  if (self && (caller.clientId === of.clientId || caller.userId === of.userId)) return undefined;
  if (roleTypeIds === undefined) return undefined;
  if (roleTypeIds.some(id => caller.roleTypeIds.includes(id))) return undefined;
  return refuse('forbidden', 'The token lacks the role that this needs.', `Use a token with ${needs}.`);
}
