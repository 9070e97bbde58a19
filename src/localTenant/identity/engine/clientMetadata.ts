import type { AdapterPayload, ResponseType } from 'oidc-provider';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { StoredClient } from '../../storage/clientTable.ts';

/** Additional metadata that the engine keeps with a client and passes to the configuration's functions. */
export const OWN_METADATA = [
  'access_token_lifetime_seconds',
  'allowed_cors_origins',
  'client_type',
  'device_code_lifetime_seconds',
  'role_type_ids',
] as const;

/** Response types of every hybrid client, and those of hybrid clients that allow access tokens via the browser. */
const HYBRID_RESPONSES: readonly ResponseType[] = ['code id_token'];
const BROWSER_TOKEN_RESPONSES: readonly ResponseType[] = ['code token', 'code id_token token'];

/** All response types of clients (OAuth 2.0 Multiple Response Type Encoding Practices). */
export const RESPONSE_TYPES: ResponseType[] = ['code', ...HYBRID_RESPONSES, ...BROWSER_TOKEN_RESPONSES];

/**
 * The engine requires a secret for a client of this kind, but never compares it, see `compareClientSecret`. It is constant
 * because the engine caches a client by the hash of what the adapter returns.
 */
const UNUSED_SECRET = 'unused: secrets are kept as hashes';

const NO_FLOW = { redirect_uris: [], response_types: [] };

/** What each type of client may do, as defined by OpenID Connect Dynamic Client Registration 1.0, section 2. */
const BY_TYPE: Readonly<Record<ClientType, (client: StoredClient) => AdapterPayload>> = {
  clientCredentials: () => ({
    ...NO_FLOW,
    client_secret: UNUSED_SECRET,
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
  }),
  authorizationCode: ({ settings }) => ({
    grant_types: ['authorization_code', ...refreshGrant(settings.allowOfflineAccess)],
    redirect_uris: settings.redirectUris,
    post_logout_redirect_uris: settings.postLogoutRedirectUris,
    response_types: ['code'],
    scope: userScopes(settings.allowOfflineAccess),
    token_endpoint_auth_method: 'none',
  }),
  hybrid: ({ settings }) => ({
    client_secret: UNUSED_SECRET,
    grant_types: ['authorization_code', 'implicit', ...refreshGrant(settings.allowOfflineAccess)],
    redirect_uris: settings.redirectUris,
    post_logout_redirect_uris: settings.postLogoutRedirectUris,
    response_types: [
      ...HYBRID_RESPONSES,
      ...(settings.allowAccessTokensViaBrowser ? BROWSER_TOKEN_RESPONSES : []),
    ],
    scope: userScopes(settings.allowOfflineAccess),
    token_endpoint_auth_method: 'client_secret_post',
  }),
  deviceCode: () => ({
    ...NO_FLOW,
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
    scope: userScopes(false),
    token_endpoint_auth_method: 'none',
  }),
};

/** Returns a client as the engine needs it. */
export function clientMetadata(client: StoredClient, roleTypeIds: readonly string[]): AdapterPayload {
  return {
    client_id: client.id,
    client_name: client.name,
    client_type: client.type,
    access_token_lifetime_seconds: client.tokenLifetimeSeconds,
    device_code_lifetime_seconds: client.settings.deviceCodeLifetimeSeconds,
    allowed_cors_origins: client.settings.allowedCorsOrigins,
    role_type_ids: roleTypeIds,
    ...BY_TYPE[client.type](client),
  };
}

function refreshGrant(allowed: boolean): string[] {
  return allowed ? ['refresh_token'] : [];
}

function userScopes(offlineAccess: boolean): string {
  return `openid profile email ocsapi${offlineAccess ? ' offline_access' : ''}`;
}
