import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time for which a user stays signed in, in seconds. */
export const SESSION_SECONDS = 10 * HOUR;

const tokenLifetime = (client: Client) => Number(client.access_token_lifetime_seconds);

/** Longest time for which a user can renew tokens without signing in again, in seconds (documentation: *Clients*). */
const REFRESH_SECONDS = 8 * HOUR;

/** A refresh token that replaces another expires when that would have. */
function refreshTokenLifetime({ oidc }: KoaContextWithOIDC): number {
  const { RotatedRefreshToken: replaced } = oidc.entities;
  return Math.min(REFRESH_SECONDS, replaced?.remainingTTL ?? REFRESH_SECONDS);
}

/**
 * Lifetimes of what the engine issues, in seconds: the client's properties or, as in the real service, the defaults of an
 * IdentityServer.
 *
 * @see https://docs.duendesoftware.com/identityserver (*Client*)
 */
export const LIFETIMES: Configuration['ttl'] = {
  AccessToken: (_ctx, _token, client) => tokenLifetime(client),
  ClientCredentials: (_ctx, _token, client) => tokenLifetime(client),
  DeviceCode: (_ctx, _code, client) => Number(client.device_code_lifetime_seconds),
  AuthorizationCode: 5 * MINUTE,
  IdToken: 5 * MINUTE,
  RefreshToken: refreshTokenLifetime,
  Grant: 30 * DAY,
  Interaction: HOUR,
  Session: SESSION_SECONDS,
};
