import type { IdentityService } from '../../../service/identityService.ts';
import { ADMINISTRATOR_ROLE_TYPE_ID } from '../../../service/model/builtInRoles.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import type { IssuedToken } from '../../../signIn/issuedToken.ts';
import { SignInError } from '../../../signIn/signInError.ts';
import { readTokenClaims, type TokenClaims } from '../../../signIn/tokenClaims.ts';
import { isSameId } from '../../records/sameId.ts';
import { type Connection, GLOBAL_RESOURCE } from '../connection.ts';
import { readAddresses, type TenantAddress } from './writeAddress.ts';

/** What a connection's sign-in is allowed to do; `undefined` where that cannot be determined. */
export interface ConnectionReport {
  /** Seconds from now. */
  readonly tokenLifetimeSeconds: number;
  /** Whether it can read the tenant and its clients (Tenant Member). */
  readonly isMember: boolean;
  /** Whether it can create, change and delete (Tenant Administrator). */
  readonly isAdministrator: boolean | undefined;
  /** For a client: whether it can manage its own secrets (Self). */
  readonly isSelf: boolean | undefined;
  /** Whether the token is for another tenant than the connection's. */
  readonly isOtherTenant: boolean;
  /** Role type ids in the token; missing when the token doesn't say. */
  readonly roleTypeIds?: readonly string[];
  /** Whether the address accepts no changes: as the service says, or else by its name. */
  readonly isRegional: boolean;
  /** Base URL that accepts changes; missing when it isn't known. */
  readonly writeAddress?: string | undefined;
}

/** Determines what a connection's sign-in is allowed to do. Rejects with a `SignInError` or `ServiceError`. */
export async function testConnection(
  connection: Connection,
  service: Pick<IdentityService, 'tenant' | 'secrets' | 'regions'>,
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
    isAdministrator: isAdministratorToken(token),
    isSelf,
    isOtherTenant: claims?.tenantId !== undefined && !isSameId(claims.tenantId, connection.tenantId),
    roleTypeIds: claims?.roleTypeIds,
    ...writesOf(connection.resource, await readAddresses(service, signal)),
  };
}

/**
 * Tells whether an address accepts changes, and which one does. The service says so of the addresses that it names; an
 * installation can have others, of which only those of the service itself are known by their names.
 */
function writesOf(
  resource: string,
  addresses: readonly TenantAddress[],
): Pick<ConnectionReport, 'isRegional' | 'writeAddress'> {
  const own = addresses.find(each => new URL(each.resource).origin === new URL(resource).origin);
  const isKnown = resource === GLOBAL_RESOURCE || isRegional(resource);
  const named = addresses.find(({ acceptsWrites }) => acceptsWrites)?.resource;
  return {
    isRegional: own?.acceptsWrites === undefined ? isRegional(resource) : !own.acceptsWrites,
    writeAddress: named ?? (isKnown ? GLOBAL_RESOURCE : undefined),
  };
}

/**
 * Tells whether a token has the role Tenant Administrator; `undefined` when it doesn't say. Tokens do not contain custom
 * roles, but administrators always have the built-in role.
 */
export const isAdministratorToken = (token: IssuedToken): boolean | undefined =>
  claimsOf(token)?.roleTypeIds?.includes(ADMINISTRATOR_ROLE_TYPE_ID);

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

/** Reads the claims of a token; `undefined` when it cannot be read. */
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
