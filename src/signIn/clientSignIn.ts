import type * as oauth from 'oauth4webapi';
import type { SecretText } from '../secret/secretText.ts';
import {
  discoverIdentityServer,
  loadOAuth,
  type OAuthLibrary,
  requestOptions,
  type SignInTarget,
} from './identityServer.ts';
import { type IssuedToken, readIssuedToken } from './issuedToken.ts';
import { type SignInStage, signInErrorOf } from './signInErrorOf.ts';

/** What a sign-in as a client needs. */
export interface ClientSignInParts extends SignInTarget {
  /** GUID. */
  readonly clientId: string;
  readonly clientSecret: SecretText;
}

/**
 * Signs in as a client by OpenID discovery and the client-credentials grant with `client_secret_post`, as the service
 * documents it. Throws a {@link SignInError}.
 *
 * @see RFC 6749, section 4.4
 */
export async function requestClientToken(
  parts: ClientSignInParts,
  signal?: AbortSignal,
): Promise<IssuedToken> {
  const library = await loadOAuth();
  let stage: SignInStage = 'discovery';
  try {
    const server = await discoverIdentityServer(library, parts, signal);
    stage = 'token';
    return await requestToken(library, server, parts, signal);
  } catch (error) {
    throw signInErrorOf(library, stage, error, signal);
  }
}

async function requestToken(
  library: OAuthLibrary,
  server: oauth.AuthorizationServer,
  parts: ClientSignInParts,
  signal?: AbortSignal,
): Promise<IssuedToken> {
  const client = { client_id: parts.clientId };
  const authentication = library.ClientSecretPost(parts.clientSecret.reveal());
  const options = requestOptions(library, parts, signal);
  const response = await library.clientCredentialsGrantRequest(server, client, authentication, {}, options);
  return readIssuedToken(server, await library.processClientCredentialsResponse(server, client, response));
}
