import type { IdentityService } from '../../service/identityService.ts';
import { ADMINISTRATOR_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import { ServiceError } from '../../service/serviceError.ts';
import type { IssuedToken } from '../../signIn/issuedToken.ts';
import { SignInError } from '../../signIn/signInError.ts';
import { readTokenClaims, type TokenClaims } from '../../signIn/tokenClaims.ts';
import { isSameId } from '../records/sameId.ts';
import { type Connection, GLOBAL_RESOURCE } from './connection.ts';

/** What a connection's sign-in may do; `undefined` where that cannot be told. */
export interface ConnectionReport {
  /** Seconds from now. */
  readonly tokenLifetimeSeconds: number;
  /** Whether it may read the tenant and its clients (Tenant Member). */
  readonly isMember: boolean;
  /** Whether it may create, change and delete (Tenant Administrator). */
  readonly isAdministrator: boolean | undefined;
  /** For a client: whether it may see to its own secrets (Self). */
  readonly isSelf: boolean | undefined;
  /** Whether the token is for another tenant than the connection's. */
  readonly isOtherTenant: boolean;
  /** Whether the address is one of the regional ones, which take no changes. */
  readonly isRegional: boolean;
}

/** Finds out what a connection's sign-in may do; throws what signing in or reaching the service throws. */
export async function testConnection(
  connection: Connection,
  service: Pick<IdentityService, 'tenant' | 'secrets'>,
  token: IssuedToken,
  signal?: AbortSignal,
): Promise<ConnectionReport> {
  const options = { signal };
  const claims = claimsOf(token);
  const { method, clientId } = connection.signIn;
  const isMember = await isAllowed(() => service.tenant(options));
  const isSelf =
    method === 'client'
      ? await isAllowed(() => service.secrets('clientCredentials', clientId, options))
      : undefined;
  return {
    tokenLifetimeSeconds: token.lifetimeSeconds,
    isMember,
    // roles of a tenant's own making do not show in tokens, but administrators always have the built-in one
    isAdministrator: claims?.roleTypeIds.includes(ADMINISTRATOR_ROLE_TYPE_ID),
    isSelf,
    isOtherTenant: claims?.tenantId !== undefined && !isSameId(claims.tenantId, connection.tenantId),
    isRegional: isRegional(connection.resource),
  };
}

async function isAllowed(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    const refused =
      error instanceof ServiceError && (error.code === 'forbidden' || error.code === 'notFound');
    if (refused) return false;
    throw error;
  }
}

/** A token that cannot be read is the service's own affair; it only tells us less. */
function claimsOf(token: IssuedToken): TokenClaims | undefined {
  try {
    return readTokenClaims(token.value);
  } catch (error) {
    if (error instanceof SignInError) return undefined;
    throw error;
  }
}

/** Tells whether an address is one of the service's regional ones, by its name (documentation: *Regions*). */
export function isRegional(resource: string): boolean {
  const { hostname } = new URL(resource);
  const [, ...domain] = new URL(GLOBAL_RESOURCE).hostname.split('.');
  return resource !== GLOBAL_RESOURCE && hostname.endsWith(`.${domain.join('.')}`);
}
