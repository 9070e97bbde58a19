import type { AccessToken, ClientCredentials, JWTStructured, KoaContextWithOIDC } from 'oidc-provider';

/**
 * Gives an access token the claims that an IdentityServer gives it: `nbf`, the scopes as a list, and no `sub` for a client that
 * calls for itself (RFC 9068 wants the client's id there).
 */
export function nameClaimsAsEngine(
  _ctx: KoaContextWithOIDC,
  token: AccessToken | ClientCredentials,
  { payload }: JWTStructured,
): void {
  payload.nbf = payload.iat;
  if (typeof payload.scope === 'string') payload.scope = payload.scope.split(' ');
  if (token.kind === 'ClientCredentials') delete payload.sub;
}
