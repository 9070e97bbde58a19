import type { Client, Configuration } from 'oidc-provider';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a user stays signed in, seconds. */
export const SESSION_SECONDS = 10 * HOUR;

const tokenLifetime = (client: Client) => Number(client.access_token_lifetime_seconds);

/**
 * How long what the engine makes is good, seconds: what the client's properties say, else the defaults of an
 * IdentityServer, which the real service is (https://docs.duendesoftware.com/identityserver, *Client*).
 */
export const LIFETIMES: Configuration['ttl'] = {
  AccessToken: (_ctx, _token, client) => tokenLifetime(client),
  ClientCredentials: (_ctx, _token, client) => tokenLifetime(client),
  DeviceCode: (_ctx, _code, client) => Number(client.device_code_lifetime_seconds),
  AuthorizationCode: 5 * MINUTE,
  IdToken: 5 * MINUTE,
  RefreshToken: 30 * DAY,
  Grant: 30 * DAY,
  Interaction: HOUR,
  Session: SESSION_SECONDS,
};
