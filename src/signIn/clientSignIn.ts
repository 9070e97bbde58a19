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

/** Whose token is wanted, and from where. */
export interface ClientSignInParts extends SignInTarget {
  /** GUID. */
  readonly clientId: string;
  readonly clientSecret: SecretText;
}

/**
 * Signs in as a client: OpenID discovery, then the client-credentials grant (RFC 6749, section 4.4) with
 * `client_secret_post`, as the service documents it. Throws a {@link SignInError}.
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
  return readIssuedToken(await library.processClientCredentialsResponse(server, client, response));
}
