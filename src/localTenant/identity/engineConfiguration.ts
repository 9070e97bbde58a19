import { type Configuration, errors } from 'oidc-provider';
import type { TenantStore } from '../storage/tenantStore.ts';
import { errorPage, PAGE_SECURITY_POLICY } from './errorPage.ts';
import type { SigningKey } from './signingKey.ts';
import { StoredArtefacts } from './storedArtefacts.ts';
import { OWN_METADATA, StoredClients } from './storedClients.ts';

/** Audience of every access token, and the scope that stands for the API (documentation: *Authentication*). */
export const API_AUDIENCE = 'ocsapi';

/** The engine's name for the API as a resource; it wants an absolute URI, which the audience is not. */
const API_RESOURCE = 'urn:ocsapi';

/** What the engine's configuration is made from. */
export interface EngineParts {
  readonly store: TenantStore;
  readonly tenantId: string;
  readonly key: SigningKey;
  /** Signs cookies. */
  readonly cookieKey: string;
  now(): number;
}

/**
 * Configures oidc-provider as the service's IdentityServer looks from outside: its paths, JWT access tokens for
 * the API with the claims `tid` and `role_type`, a lifetime per client, no scope needed.
 */
export function engineConfiguration({ store, tenantId, key, cookieKey, now }: EngineParts): Configuration {
  return {
    adapter: model =>
      model === 'Client' ? new StoredClients(store) : new StoredArtefacts(model, store.artefacts, now),
    jwks: { keys: [key.privateJwk] },
    cookies: {
      keys: [cookieKey],
      // Own names: cookies do not tell ports apart, and other servers on 127.0.0.1 use this library too.
      names: { session: 'tenant.session', interaction: 'tenant.interaction', resume: 'tenant.resume' },
    },
    routes: {
      authorization: '/connect/authorize',
      jwks: '/.well-known/openid-configuration/jwks',
      token: '/connect/token',
    },
    features: {
      clientCredentials: { enabled: true },
      // On by default in the engine, absent from the real service or served to other client types only.
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        // Runs before scopes are looked at, so a request without a scope becomes one for the API here.
        defaultResource: ctx => {
          const { params } = ctx.oidc;
          if (params) params.scope ??= API_AUDIENCE;
          return API_RESOURCE;
        },
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== API_RESOURCE) throw new errors.InvalidTarget();
          return { scope: API_AUDIENCE, audience: API_AUDIENCE, accessTokenFormat: 'jwt' };
        },
      },
    },
    scopes: ['openid', API_AUDIENCE],
    responseTypes: [],
    clientAuthMethods: ['client_secret_post', 'client_secret_basic'],
    clientBasedCORS: () => false,
    extraClientMetadata: { properties: [...OWN_METADATA] },
    extraTokenClaims: (_ctx, token) => ({ tid: tenantId, role_type: token.client?.role_type_ids }),
    ttl: {
      ClientCredentials: (_ctx, _token, client) => Number(client.access_token_lifetime_seconds),
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.set('Content-Security-Policy', PAGE_SECURITY_POLICY);
      ctx.body = errorPage(out.error, out.error_description);
    },
  };
}
