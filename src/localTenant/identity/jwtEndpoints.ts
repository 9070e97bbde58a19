import type { JWTPayload } from 'jose';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { UserDirectory } from '../users/userDirectory.ts';
import { type AccessTokenCheck, bearerToken, scopesOf } from './accessTokenCheck.ts';
import { userClaims } from './engine/userClaims.ts';

type Next = () => Promise<void>;

/** What the endpoints for JWT access tokens work with. */
export interface JwtEndpointParts {
  readonly checkToken: AccessTokenCheck;
  readonly users: UserDirectory;
  readonly tenantId: string;
}

/** The error code with which the engine's endpoints for opaque tokens refuse a JWT (RFC 7009, section 2.2.1). */
const REFUSED_JWT = 'unsupported_token_type';

/**
 * Returns the endpoints that the engine has only for opaque access tokens, for the service's JWTs: userinfo (OpenID Connect
 * Core 1.0, section 5.3), introspection (RFC 7662) and revocation (RFC 7009).
 */
export function createJwtEndpoints(provider: Provider, parts: JwtEndpointParts) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    const path = ctx.path.toLowerCase();
    if (path === '/connect/userinfo' && ctx.method !== 'OPTIONS') return userinfo(ctx, provider, parts);
    await next();
    // After the engine, so that the client has been authenticated.
    if (!isRefusedJwt(ctx)) return;
    if (path === '/connect/introspect') await introspect(ctx, parts.checkToken);
    else if (path === '/connect/revocation') acceptRevocation(ctx);
  };
}

async function userinfo(ctx: KoaContextWithOIDC, provider: Provider, parts: JwtEndpointParts): Promise<void> {
  ctx.set('Cache-Control', 'no-store');
  const checked = await parts.checkToken(bearerToken(ctx.get('Authorization')));
  const user = checked.ok && parts.users.find(checked.caller.userId ?? '');
  if (!user) return refuse(ctx, 401, 'invalid_token');
  const { clientId, scopes } = checked.caller;
  await allowOrigin(ctx, provider, clientId);
  if (!scopes.has('openid')) return refuse(ctx, 403, 'insufficient_scope');
  const { name, preferred_username, email, email_verified, ...always } = userClaims(user, parts.tenantId);
  ctx.body = {
    ...always,
    // JSON omits what is undefined.
    name: scopes.has('profile') ? name : undefined,
    preferred_username: scopes.has('profile') ? preferred_username : undefined,
    email: scopes.has('email') ? email : undefined,
    email_verified: scopes.has('email') ? email_verified : undefined,
  };
}

/** Lets a page read the answer if the token's client allows its origin. */
async function allowOrigin(ctx: KoaContextWithOIDC, provider: Provider, clientId: string): Promise<void> {
  ctx.vary('Origin');
  const origin = ctx.get('Origin');
  if (origin === '') return;
  const client = await provider.Client.find(clientId);
  if ([client?.allowed_cors_origins].flat().includes(origin)) ctx.set('Access-Control-Allow-Origin', origin);
}

/** Refuses a request as RFC 6750, section 3, defines. */
function refuse(ctx: KoaContextWithOIDC, status: number, error: string): void {
  ctx.status = status;
  ctx.set('WWW-Authenticate', `Bearer error="${error}"`);
  ctx.body = { error };
}

function isRefusedJwt(ctx: KoaContextWithOIDC): boolean {
  const { body } = ctx;
  return typeof body === 'object' && body !== null && 'error' in body && body.error === REFUSED_JWT;
}

async function introspect(ctx: KoaContextWithOIDC, checkToken: AccessTokenCheck): Promise<void> {
  const { params, client } = ctx.oidc;
  const checked = await checkToken(String(params?.token));
  const own = checked.ok && checked.caller.clientId === client?.clientId;
  const mayKnow = own || client?.tokenEndpointAuthMethod !== 'none';
  ctx.status = 200;
  ctx.body = checked.ok && mayKnow ? activeToken(checked.claims) : { active: false };
}

/** Here the scopes are a text, other than in the token (RFC 7662, section 2.2). */
function activeToken(claims: JWTPayload) {
  return { active: true, token_type: 'Bearer', ...claims, scope: scopesOf(claims).join(' ') };
}

/** Accepts a revocation without an effect: as in the service, a JWT is valid until it expires. */
function acceptRevocation(ctx: KoaContextWithOIDC): void {
  ctx.status = 200;
  ctx.body = '';
}
