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
  defaultResource: () => API_RESOURCE,
  useGrantedResource: () => true,
  getResourceServerInfo: (ctx, resource, client) => {
    if (resource !== API_RESOURCE) throw new errors.InvalidTarget();
    // Runs after the engine has checked the scopes, and is the last place to change them.
    SCOPE_RULES[ctx.oidc.route]?.(ctx);
    const scope = client.client_type === 'clientCredentials' ? API_AUDIENCE : ALL_SCOPES.join(' ');
    return { scope, audience: API_AUDIENCE, accessTokenFormat: 'jwt' };
  },
};

/** Changes of the engine's rules for scopes, by the engine's names of endpoints. */
const SCOPE_RULES: Readonly<Record<string, (ctx: KoaContextWithOIDC) => void>> = {
  token: checkClientScope,
  authorization: checkUserScopes,
  device_authorization: checkUserScopes,
};

/**
 * Adds the API's scope to a client-credentials request without a scope, which the service accepts, and refuses all others: those
 * about a user, for which there is none, and unknown ones (RFC 6749, section 5.2). The engine ignores them.
 */
function checkClientScope({ oidc: { params } }: KoaContextWithOIDC): void {
  if (params?.grant_type !== 'client_credentials') return;
  params.scope ??= API_AUDIENCE;
  refuseOthers(scopesIn(params.scope), [API_AUDIENCE]);
}

/**
 * Refuses unknown scopes, which the engine ignores, and restores `offline_access`, which the engine drops unless the user is asked
 * for consent (OpenID Connect Core 1.0, section 11). An IdentityServer doesn't ask, and refuses clients that aren't allowed
 * this scope.
 */
function checkUserScopes({ oidc: { params, body, client }, query }: KoaContextWithOIDC): void {
  const asked = scopesIn(body?.scope ?? query.scope);
  refuseOthers(asked, ALL_SCOPES);
  if (!asked.includes('offline_access')) return;
  if (!client?.grantTypeAllowed('refresh_token')) {
    throw new errors.InvalidScope('this client is not allowed offline access', 'offline_access');
  }
  if (params) params.scope = [...new Set([...scopesIn(params.scope), 'offline_access'])].join(' ');
}

function scopesIn(text: unknown): string[] {
  return String(text ?? '')
    .split(' ')
    .filter(scope => scope !== '');
}

function refuseOthers(asked: readonly string[], allowed: readonly string[]): void {
  const other = asked.find(scope => !allowed.includes(scope));
  if (other !== undefined) throw new errors.InvalidScope('a requested scope is not allowed', other);
}
