import type * as oauth from 'oauth4webapi';
import type { SecretText } from '../secret/secretText.ts';
import { isEndpointOf, type OAuthLibrary, requestOptions, type SignInTarget } from './identityServer.ts';

/** What the answers of one sign-in are read with. */
export interface AnswerContext {
  readonly library: OAuthLibrary;
  readonly server: oauth.AuthorizationServer;
  readonly target: SignInTarget;
  readonly client: oauth.Client;
  readonly signal: AbortSignal | undefined;
}

/** What an id token or userinfo says of a user (OpenID Connect Core 1.0, section 5.1). */
type UserClaims = Readonly<Record<string, unknown>>;

/** Returns the claims that are texts, without empty ones. */
const textsOf = (claims: UserClaims, ...names: readonly string[]): readonly string[] =>
  names
    .map(name => claims[name])
    .filter(value => typeof value === 'string' && value.trim() !== '') as string[];

/** Returns the name of a person, from an id token or userinfo. */
export const fullName = (claims: UserClaims): string | undefined =>
  textsOf(claims, 'name')[0] ?? (textsOf(claims, 'given_name', 'family_name').join(' ') || undefined);

/** Returns the name of an account, from an id token or userinfo. */
export const accountOf = (claims: UserClaims): string | undefined =>
  textsOf(claims, 'preferred_username', 'email')[0];

/**
 * Asks the service for the name of the user: its id tokens needn't contain more than an id. A sign-in works without a name,
 * so that a failure only means that there is none.
 *
 * @see OpenID Connect Core 1.0, section 5.3
 */
export async function readUserName(
  { library, server, target, client, signal }: AnswerContext,
  accessToken: SecretText,
  subject: string,
): Promise<string | undefined> {
  // The token is sent there.
  if (!isEndpointOf(target, server.userinfo_endpoint)) return undefined;
  const options = requestOptions(library, target, signal);
  try {
    const response = await library.userInfoRequest(server, client, accessToken.reveal(), options);
    const claims = await library.processUserInfoResponse(server, client, subject, response);
    return fullName(claims) ?? accountOf(claims);
  } catch (error) {
    if (signal?.aborted) throw error;
    return undefined;
  }
}
