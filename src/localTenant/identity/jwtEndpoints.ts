import type { JWTPayload } from 'jose';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { UserDirectory } from '../users/userDirectory.ts';
import { type AccessTokenCheck, bearerToken } from './accessTokenCheck.ts';
import { userClaims } from './engine/userClaims.ts';

type Next = () => Promise<void>;

/** What the endpoints for JWT access tokens need. */
export interface JwtEndpointParts {
  readonly checkToken: AccessTokenCheck;
  readonly users: UserDirectory;
  readonly tenantId: string;
}

/** The engine's word for "this is a JWT", which its endpoints for opaque tokens refuse (RFC 7009, section 2.2.1). */
const REFUSED_JWT = 'unsupported_token_type';

/**
 * Makes the endpoints that the engine has for opaque access tokens only, for the JWTs that the service issues:
 * userinfo (OpenID Connect Core 1.0, section 5.3), introspection (RFC 7662) and revocation (RFC 7009).
 */
export function createJwtEndpoints(provider: Provider, parts: JwtEndpointParts) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    const path = ctx.path.toLowerCase();
    if (path === '/connect/userinfo' && ctx.method !== 'OPTIONS') return userinfo(ctx, provider, parts);
    await next();
    // Behind the engine: only a client that has proven itself gets this far.
    if (!refusedJwt(ctx)) return;
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
    ...(scopes.has('profile') && { name, preferred_username }),
    ...(scopes.has('email') && { email, email_verified }),
  };
}

/** Lets a page read the answer when its origin stands with the client that the token was made for. */
async function allowOrigin(ctx: KoaContextWithOIDC, provider: Provider, clientId: string): Promise<void> {
  ctx.vary('Origin');
  const origin = ctx.get('Origin');
  if (origin === '') return;
  const client = await provider.Client.find(clientId);
  if ([client?.allowed_cors_origins].flat().includes(origin)) ctx.set('Access-Control-Allow-Origin', origin);
}

/** Refuses in the words of RFC 6750, section 3. */
function refuse(ctx: KoaContextWithOIDC, status: number, error: string): void {
  ctx.status = status;
  ctx.set('WWW-Authenticate', `Bearer error="${error}"`);
  ctx.body = { error };
}

function refusedJwt(ctx: KoaContextWithOIDC): boolean {
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

function activeToken(claims: JWTPayload) {
  return { active: true, token_type: 'Bearer', ...claims };
}

/** As at the service, a JWT stays good until it expires, so there is nothing to do but to say yes. */
function acceptRevocation(ctx: KoaContextWithOIDC): void {
  ctx.status = 200;
  ctx.body = '';
}
