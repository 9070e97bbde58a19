import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';

/** Audience of every access token, and the scope that stands for the API (documentation: *Authentication*). */
export const API_AUDIENCE = 'ocsapi';

/** All scopes. An access token of an IdentityServer names those for the user, too: userinfo goes by them. */
export const ALL_SCOPES = ['openid', 'profile', 'email', 'offline_access', API_AUDIENCE] as const;

/** The engine's name for the API as a resource; it wants an absolute URI, which the audience is not. */
export const API_RESOURCE = 'urn:ocsapi';

/** The engine's feature by which access tokens become JWTs for an audience (RFC 8707, RFC 9068). */
type ResourceIndicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

/** Makes every access token one for the API, whatever the request says or leaves out. */
export const API_TOKENS: ResourceIndicators = {
  enabled: true,
  // Runs once the engine has looked at the scopes, and is the last to be able to change them.
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

/** What differs from the engine's own idea of scopes, by the engine's name of the endpoint. */
const SCOPE_RULES: Readonly<Record<string, (ctx: KoaContextWithOIDC) => void>> = {
  token: addMissingScope,
  authorization: keepOfflineAccess,
  device_authorization: keepOfflineAccess,
};

/** Makes a request without a scope one for the API: the service's client-credentials grant needs none. */
function addMissingScope({ oidc: { params } }: KoaContextWithOIDC): void {
  if (params) params.scope ??= API_AUDIENCE;
}

/**
 * Puts `offline_access` back, which the engine drops unless the user is asked for consent (OpenID Connect Core 1.0,
 * section 11); an IdentityServer asks nobody, and refuses clients that may not have it.
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
