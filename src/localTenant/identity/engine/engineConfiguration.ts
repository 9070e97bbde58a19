import type {
  AccessToken,
  Client,
  ClientCredentials,
  Configuration,
  KoaContextWithOIDC,
} from 'oidc-provider';
import type { Profile } from '../../profile.ts';
import type { TenantStore } from '../../storage/tenantStore.ts';
import type { UserDirectory } from '../../users/userDirectory.ts';
import { LOGIN_PATH } from '../loginEndpoint.ts';
import { errorPage } from '../pages/errorPage.ts';
import { showPage } from '../pages/page.ts';
import { ALL_SCOPES, API_TOKENS } from './apiResource.ts';
import { OWN_METADATA, RESPONSE_TYPES } from './clientMetadata.ts';
import { DEVICE_FLOW, LOGOUT } from './engineForms.ts';
import { SESSION_COOKIE } from './lateSession.ts';
import { LIFETIMES } from './lifetimes.ts';
import { grantRequested, signInPolicy } from './signInPolicy.ts';
import type { SigningKey } from './signingKey.ts';
import { StoredArtefacts } from './storedArtefacts.ts';
import { StoredClients } from './storedClients.ts';
import { nameClaimsAsEngine } from './tokenClaims.ts';

/** What the engine's configuration depends on. */
export interface EngineParts {
  readonly store: TenantStore;
  readonly users: UserDirectory;
  readonly tenantId: string;
  readonly profile: Profile;
  readonly key: SigningKey;
  /** Signs cookies. */
  readonly cookieKey: string;
  /** Path of the engine's endpoints. */
  readonly mountPath: string;
  now(): number;
}

/** The service's paths relative to `{Resource}/identity`, which are those of an IdentityServer. */
const ROUTES: Configuration['routes'] = {
  authorization: '/connect/authorize',
  code_verification: '/device',
  device_authorization: '/connect/deviceauthorization',
  end_session: '/connect/endsession',
  introspection: '/connect/introspect',
  jwks: '/.well-known/openid-configuration/jwks',
  revocation: '/connect/revocation',
  token: '/connect/token',
  userinfo: '/connect/userinfo',
};

/**
 * Configures oidc-provider to behave like the service's IdentityServer: its paths, JWT access tokens for the API with the
 * claims `tid` and `role_type`, a lifetime per client, no consent.
 */
export function engineConfiguration(parts: EngineParts): Configuration {
  const { store, users, tenantId, profile, key, cookieKey, mountPath, now } = parts;
  return {
    adapter: model =>
      model === 'Client' ? new StoredClients(store, now) : new StoredArtefacts(model, store.artefacts, now),
    jwks: { keys: [key.privateJwk] },
    cookies: {
      keys: [cookieKey],
      long: SESSION_COOKIE,
      // Own names, because cookies ignore ports and other servers on 127.0.0.1 may use this library.
      names: { session: 'tenant.session', interaction: 'tenant.interaction', resume: 'tenant.resume' },
    },
    routes: ROUTES,
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: DEVICE_FLOW,
      introspection: { enabled: true, allowedPolicy: mayLookAt },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: LOGOUT,
      userinfo: { enabled: true },
      resourceIndicators: API_TOKENS,
      // On by default in the engine, but not in the real service.
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
    },
    scopes: [...ALL_SCOPES],
    claims: {
      openid: ['sub', 'tid', 'role_type'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    findAccount: accountFinder(parts),
    interactions: {
      policy: signInPolicy(tenantId),
      url: (_ctx, interaction) => `${mountPath}${LOGIN_PATH}/${interaction.uid}`,
    },
    loadExistingGrant: grantRequested,
    // An IdentityServer requires the redirect URI in every request.
    allowOmittingSingleRegisteredRedirectUri: false,
    responseTypes: RESPONSE_TYPES,
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    clientBasedCORS: (_ctx, origin, client) => [client.allowed_cors_origins].flat().includes(origin),
    // As in the service, a client without a secret needs PKCE (RFC 7636).
    pkce: { required: (_ctx, client) => client.tokenEndpointAuthMethod === 'none' },
    formats: { customizers: { jwt: nameClaimsAsEngine } },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client, code) => code.scopes.has('offline_access') && mayRenew(client, profile),
    extraClientMetadata: { properties: [...OWN_METADATA] },
    extraTokenClaims: (_ctx, token) => ({ tid: tenantId, role_type: roleTypesOf(token, users) }),
    ttl: LIFETIMES,
    renderError: (ctx, out) => showPage(ctx, errorPage(out.error, out.error_description)),
  };
}

/** An id token says only who the user is; userinfo, an endpoint of our own, says the rest. */
function accountFinder({ users }: EngineParts): Configuration['findAccount'] {
  return (_ctx, id) => (users.find(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined);
}

function mayRenew(client: Client, { hybridRefreshTokens }: Profile): boolean {
  return client.grantTypeAllowed('refresh_token') && (hybridRefreshTokens || client.client_type !== 'hybrid');
}

/** A user's token has the user's roles, a client's own token the client's roles. */
function roleTypesOf(token: AccessToken | ClientCredentials, users: UserDirectory): unknown {
  return token.kind === 'AccessToken'
    ? users.find(token.accountId)?.roleTypeIds
    : token.client?.role_type_ids;
}

/** Clients with a secret may introspect any token, others only their own (RFC 7662, section 2.1). */
function mayLookAt(
  _ctx: KoaContextWithOIDC,
  client: { clientId: string; tokenEndpointAuthMethod?: string | undefined },
  token: { clientId?: string | undefined },
): boolean {
  return client.tokenEndpointAuthMethod !== 'none' || token.clientId === client.clientId;
}
