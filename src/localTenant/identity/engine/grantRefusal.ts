import type { KoaContextWithOIDC } from 'oidc-provider';

/** What the engine says of a grant that a client of this type does not have; it has proved itself by then. */
const NOT_ALLOWED = 'requested grant type is not allowed for this client';

/**
 * Answers `unauthorized_client` where a client asks for a grant that is not its own, as an IdentityServer does (RFC
 * 6749, section 5.2); the engine says `invalid_request`.
 */
export async function refuseForeignGrants(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const body = ctx.body as { error?: string; error_description?: string } | undefined;
  if (ctx.method === 'POST' && body?.error === 'invalid_request' && body.error_description === NOT_ALLOWED)
    ctx.body = { ...body, error: 'unauthorized_client' };
}
