import type { KoaContextWithOIDC } from 'oidc-provider';

/** The engine's words for a request that names no client, and for a grant that the authenticated client doesn't have. */
const NO_CLIENT = 'no client authentication mechanism provided';
const NOT_ALLOWED = 'requested grant type is not allowed for this client';

/** Endpoints at which an IdentityServer answers 400 to a client that it doesn't know. */
const OWN_ENDPOINTS: ReadonlySet<string> = new Set([
  '/connect/token',
  '/connect/revocation',
  '/connect/deviceauthorization',
]);

interface Refusal {
  readonly error?: string;
  readonly error_description?: string;
}

/**
 * Refuses clients as an IdentityServer does (RFC 6749, section 5.2): 400 `invalid_client` without a description for one that is
 * unknown or has a wrong secret, and `unauthorized_client` for a grant that it doesn't have. Our engine answers 401 and
 * `invalid_request`.
 */
export async function refuseClientsAsEngine(
  ctx: KoaContextWithOIDC,
  next: () => Promise<void>,
): Promise<void> {
  await next();
  const body = ctx.body as Refusal | undefined;
  if (ctx.method !== 'POST' || !body?.error) return;
  const { error, error_description: description } = body;
  if (error === 'invalid_request' && description === NOT_ALLOWED) {
    ctx.body = { ...body, error: 'unauthorized_client' };
  }
  const isUnknown = error === 'invalid_client' || (error === 'invalid_request' && description === NO_CLIENT);
  if (!isUnknown || !OWN_ENDPOINTS.has(ctx.path.toLowerCase())) return;
  ctx.status = 400;
  ctx.remove('WWW-Authenticate');
  ctx.body = { error: 'invalid_client' };
}
