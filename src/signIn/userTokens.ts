import type * as oauth from 'oauth4webapi';
import { knownSecrets } from '../secret/knownSecrets.ts';
import { SecretText } from '../secret/secretText.ts';
import type { OAuthLibrary } from './identityServer.ts';
import { type IssuedToken, readIssuedToken } from './issuedToken.ts';
import { SignInError } from './signInError.ts';
import { type AnswerContext, accountOf, fullName, readUserName } from './userName.ts';

/** The user who signed in. */
export interface SignedInUser {
  /** Claim `sub`. */
  readonly id: string;
  /** Name, account or e-mail address, from the id token or userinfo; the id when neither has one. */
  readonly name: string;
}

/** The result of a user's sign-in. */
export interface UserTokens {
  readonly accessToken: IssuedToken;
  /** Missing when the client can't have one, or when none was requested. */
  readonly refreshToken?: SecretText;
  readonly user: SignedInUser;
}

/** What a user's sign-in through a client without a secret needs. */
export interface UserSignInChoice {
  /** GUID of the tenant, for `acr_values`. */
  readonly tenantId: string;
  /** GUID of an Authorization Code or Device Code client. */
  readonly clientId: string;
  /** Whether to request a refresh token. The service refuses clients that can't have one. */
  readonly offlineAccess: boolean;
  /** Whether to request only what access to the API needs, and not the name of the user. Default: no. */
  readonly requiredOnly?: boolean;
}

/**
 * How far this machine's clock can be wrong when an id token is checked, in seconds. The token comes from the token
 * endpoint and is bound by PKCE and nonce, so checking its age adds no protection, and users whose clock is wrong can
 * still sign in.
 */
export const CLOCK_TOLERANCE_SECONDS = 15 * 60;

/** Returns the scopes to request (documentation: *Authentication*). */
export const scopesOf = ({
  offlineAccess,
  requiredOnly,
}: Pick<UserSignInChoice, 'offlineAccess' | 'requiredOnly'>): string =>
  ['openid', !requiredOnly && 'profile', 'ocsapi', offlineAccess && 'offline_access']
    .filter(Boolean)
    .join(' ');

/** Returns the client in the form of the library. */
export const publicClient = (library: OAuthLibrary, clientId: string): oauth.Client => ({
  client_id: clientId,
  [library.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
});

/** Longest name of a user that the Accounts menu shows, in UTF-16 units. */
const LONGEST_NAME = 200;

/**
 * Reads the answer of the token endpoint, and asks the service for the user's name when the id token doesn't have it.
 * Throws `malformedAnswer` when the answer doesn't say who signed in, and `wrongIssuer` when another server issued a token.
 */
export async function readUserTokens(
  context: AnswerContext,
  answer: oauth.TokenEndpointResponse,
): Promise<UserTokens> {
  if (answer.id_token) knownSecrets.add(answer.id_token);
  const claims = context.library.getValidatedIdTokenClaims(answer);
  if (!claims) throw new SignInError('malformedAnswer', { detail: 'id_token' });
  const { refresh_token: refreshToken } = answer;
  const accessToken = readIssuedToken(context.server, answer);
  const name = fullName(claims) ?? (await readUserName(context, accessToken.value, claims.sub));
  return {
    accessToken,
    refreshToken: refreshToken ? new SecretText(refreshToken) : undefined,
    user: { id: claims.sub, name: (name ?? accountOf(claims) ?? claims.sub).slice(0, LONGEST_NAME) },
  };
}
