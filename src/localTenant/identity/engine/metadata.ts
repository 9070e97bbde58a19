import type { KoaContextWithOIDC, Provider } from 'oidc-provider';

/**
 * How an authorization response names its issuer (RFC 9207). `announced`: always, and the metadata says so. `sent`: always, which
 * a client may check. `left out`: not, because the client may know the tenant by its other name.
 */
export type IssuerNaming = 'announced' | 'sent' | 'left out';

/** Publishes the metadata of an IdentityServer where they differ from the engine's. */
export function publishMetadata(naming: IssuerNaming) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    if (ctx.status !== 200 || ctx.oidc?.route !== 'discovery') return;
    ctx.body = {
      ...(ctx.body as object),
      authorization_response_iss_parameter_supported: naming === 'announced' || undefined,
      // An IdentityServer names both methods, though by default its clients may use only the second.
      code_challenge_methods_supported: ['plain', 'S256'],
    };
  };
}

/** Leaves the issuer out of successful authorization responses. */
export function leaveOutIssuer(provider: Provider): void {
  provider.on('authorization.success', (_ctx, response) => {
    delete response?.iss;
  });
}
