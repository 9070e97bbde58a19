import type { KoaContextWithOIDC } from 'oidc-provider';

/** The engine's error for a grant that the authenticated client doesn't have. */
const NOT_ALLOWED = 'requested grant type is not allowed for this client';

/**
 * Answers `unauthorized_client` if a client uses a grant that it doesn't have, as an IdentityServer does (RFC 6749, section
 * 5.2). The engine answers `invalid_request`.
 */
export async function refuseForeignGrants(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const body = ctx.body as { error?: string; error_description?: string } | undefined;
  if (ctx.method === 'POST' && body?.error === 'invalid_request' && body.error_description === NOT_ALLOWED)
    ctx.body = { ...body, error: 'unauthorized_client' };
}
