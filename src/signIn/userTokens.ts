import type * as oauth from 'oauth4webapi';
import { SecretText } from '../secret/secretText.ts';
import type { OAuthLibrary } from './identityServer.ts';
import { type IssuedToken, readIssuedToken } from './issuedToken.ts';
import { SignInError } from './signInError.ts';

/** Who signed in. */
export interface SignedInUser {
  /** Claim `sub`. */
  readonly id: string;
  /** What the identity server calls the user; the id where it does not say. */
  readonly name: string;
}

/** What a user's sign-in yields. */
export interface UserTokens {
  readonly accessToken: IssuedToken;
  /** Missing when the client may not have one, or when it was not asked for. */
  readonly refreshToken?: SecretText;
  readonly user: SignedInUser;
}

/** How a user signs in through a client that has no secret. */
export interface UserSignInChoice {
  /** GUID of the tenant, for `acr_values`. */
  readonly tenantId: string;
  /** GUID of an Authorization Code or Device Code client. */
  readonly clientId: string;
  /** Whether to ask for a refresh token; clients that may not have one are refused then. */
  readonly offlineAccess: boolean;
}

/**
 * How far this machine's clock may be off, seconds, when an id token is looked at. It has come from the token
 * endpoint itself and is bound by PKCE and nonce, so its age protects nothing further, and a laptop that slept or
 * travelled shall be able to sign in.
 */
export const CLOCK_TOLERANCE_SECONDS = 15 * 60;

/** Returns the scopes to ask for (documentation: *Authentication*). */
export const scopesOf = ({ offlineAccess }: Pick<UserSignInChoice, 'offlineAccess'>): string =>
  `openid profile ocsapi${offlineAccess ? ' offline_access' : ''}`;

/** Describes the client to the library. */
export const publicClient = (library: OAuthLibrary, clientId: string): oauth.Client => ({
  client_id: clientId,
  [library.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
});

/** Longest name of a user that is shown in the Accounts menu, UTF-16 units. */
const LONGEST_NAME = 200;

/** Reads the answer of the token endpoint. Throws `malformedAnswer` when it does not say who signed in. */
export function userTokens(library: OAuthLibrary, answer: oauth.TokenEndpointResponse): UserTokens {
  const claims = library.getValidatedIdTokenClaims(answer);
  if (!claims) throw new SignInError('malformedAnswer', { detail: 'id_token' });
  const { refresh_token: refreshToken } = answer;
  const name = [claims.name, claims.preferred_username, claims.email].find(each => typeof each === 'string');
  return {
    accessToken: readIssuedToken(answer),
    refreshToken: refreshToken ? new SecretText(refreshToken) : undefined,
    user: { id: claims.sub, name: String(name ?? claims.sub).slice(0, LONGEST_NAME) },
  };
}
