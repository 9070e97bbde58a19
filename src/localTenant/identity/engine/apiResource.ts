import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';

/** Audience of every access token, and the scope of the API (documentation: *Authentication*). */
export const API_AUDIENCE = 'ocsapi';

/** All scopes. Access tokens of an IdentityServer also contain those about the user, which userinfo checks. */
export const ALL_SCOPES = ['openid', 'profile', 'email', 'offline_access', API_AUDIENCE] as const;

/** The engine's name for the API. It requires an absolute URI, which the audience isn't. */
export const API_RESOURCE = 'urn:ocsapi';

/** The engine's feature that makes access tokens JWTs for an audience (RFC 8707, RFC 9068). */
type ResourceIndicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

/** Makes every access token a token for the API, whatever the request contains. */
export const API_TOKENS: ResourceIndicators = {
  enabled: true,
  // Runs after the engine has checked the scopes, and is the last place to change them.
  defaultResource: ctx => {
    SCOPE_RULES[ctx.oidc.route]?.(ctx);
    return API_RESOURCE;
  },
  useGrantedResource: () => true,
  getResourceServerInfo: (_ctx, resource, client) => {
    if (resource !== API_RESOURCE) throw new errors.InvalidTarget();
    const scope = client.client_type === 'clientCredentials' ? API_AUDIENCE : ALL_SCOPES.join(' ');
    return { scope, audience: API_AUDIENCE, accessTokenFormat: 'jwt' };
  },
};

/** Changes of the engine's rules for scopes, by the engine's names of endpoints. */
const SCOPE_RULES: Readonly<Record<string, (ctx: KoaContextWithOIDC) => void>> = {
  token: addMissingScope,
  authorization: keepOfflineAccess,
  device_authorization: keepOfflineAccess,
};

/** Adds the API's scope to a request without a scope, which the service accepts for client credentials. */
function addMissingScope({ oidc: { params } }: KoaContextWithOIDC): void {
  if (params) params.scope ??= API_AUDIENCE;
}

/**
 * Restores `offline_access`, which the engine drops unless the user is asked for consent (OpenID Connect Core 1.0, section
 * 11). An IdentityServer doesn't ask, and refuses clients that aren't allowed this scope.
 */
function keepOfflineAccess({ oidc: { params, body, client }, query }: KoaContextWithOIDC): void {
  const asked = String(body?.scope ?? query.scope ?? '').split(' ');
  if (!asked.includes('offline_access')) return;
  if (!client?.grantTypeAllowed('refresh_token')) {
    throw new errors.InvalidScope('this client is not allowed offline access', 'offline_access');
  }
  const kept = new Set(String(params?.scope ?? '').split(' ')).add('offline_access');
  kept.delete('');
  if (params) params.scope = [...kept].join(' ');
}
