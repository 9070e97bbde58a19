import { SecretText } from '../secret/secretText.ts';
import { discoverIdentityServer, loadOAuth, requestOptions, type SignInTarget } from './identityServer.ts';
import { type IssuedToken, readIssuedToken } from './issuedToken.ts';
import { type SignInStage, signInErrorOf } from './signInErrorOf.ts';
import { publicClient } from './userTokens.ts';

/** What renewing or revoking a user's tokens needs. */
export interface RefreshParts extends SignInTarget {
  /** GUID. */
  readonly clientId: string;
  readonly refreshToken: SecretText;
}

/** The tokens after a renewal. The refresh token is a new one when the service returns one. */
export interface RenewedTokens {
  readonly accessToken: IssuedToken;
  readonly refreshToken: SecretText;
}

/**
 * Renews a user's tokens. Throws a {@link SignInError}: `sessionEnded` when the user must sign in again.
 *
 * @see RFC 6749, section 6
 */
export async function refreshUserTokens(parts: RefreshParts, signal?: AbortSignal): Promise<RenewedTokens> {
  const library = await loadOAuth();
  let stage: SignInStage = 'discovery';
  try {
    const server = await discoverIdentityServer(library, parts, signal);
    stage = 'token';
    const client = publicClient(library, parts.clientId);
    const options = requestOptions(library, parts, signal);
    const value = parts.refreshToken.reveal();
    const response = await library.refreshTokenGrantRequest(server, client, library.None(), value, options);
    const answer = await library.processRefreshTokenResponse(server, client, response);
    return {
      accessToken: readIssuedToken(server, answer),
      refreshToken: answer.refresh_token ? new SecretText(answer.refresh_token) : parts.refreshToken,
    };
  } catch (error) {
    throw signInErrorOf(library, stage, error, signal);
  }
}

/** Revokes a refresh token (RFC 7009). Throws a {@link SignInError}. */
export async function revokeRefreshToken(parts: RefreshParts, signal?: AbortSignal): Promise<void> {
  const library = await loadOAuth();
  try {
    const server = await discoverIdentityServer(library, parts, signal);
    const client = publicClient(library, parts.clientId);
    const options = requestOptions(library, parts, signal);
    const value = parts.refreshToken.reveal();
    const response = await library.revocationRequest(server, client, library.None(), value, options);
    await library.processRevocationResponse(response);
  } catch (error) {
    throw signInErrorOf(library, 'token', error, signal);
  }
}
