import type { KoaContextWithOIDC } from 'oidc-provider';

/** Publishes the metadata of an IdentityServer where they differ from the engine's. */
export async function publishMetadata(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  if (ctx.status !== 200 || ctx.oidc?.route !== 'discovery') return;
  // An IdentityServer names both methods, though by default its clients may use only the second.
  ctx.body = { ...(ctx.body as object), code_challenge_methods_supported: ['plain', 'S256'] };
}
