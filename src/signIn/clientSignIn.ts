import type * as oauth from 'oauth4webapi';
import type { AccessToken } from './accessToken.ts';
import { SignInError } from './signInError.ts';
import { type SignInStage, signInErrorOf } from './signInErrorOf.ts';

/** A secret as this room needs it. */
export interface Revealable {
  reveal(): string;
}

/** `fetch` over the one dispatcher that everything uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Whose token is wanted, and from where. */
export interface ClientSignInParts {
  /** Base URL of the service; the identity server is at `{resource}/identity`. */
  readonly resource: string;
  /** GUID. */
  readonly clientId: string;
  readonly clientSecret: Revealable;
  readonly fetch: Fetch;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Signs in as a client: OpenID discovery, then the client-credentials grant (RFC 6749, section 4.4) with
 * `client_secret_post`, as the service documents it. Throws a {@link SignInError}.
 */
export async function requestClientToken(
  parts: ClientSignInParts,
  signal?: AbortSignal,
): Promise<AccessToken> {
  const library = await import('oauth4webapi');
  let stage: SignInStage = 'discovery';
  try {
    const server = await discover(library, parts, signal);
    stage = 'token';
    return await requestToken(library, server, parts, signal);
  } catch (error) {
    throw signInErrorOf(library, stage, error, signal);
  }
}

function optionsOf(library: typeof oauth, { resource, fetch }: ClientSignInParts, signal?: AbortSignal) {
  return {
    [library.customFetch]: (url: string, init: unknown) => fetch(url, init as RequestInit),
    [library.allowInsecureRequests]: LOOPBACK.has(new URL(resource).hostname),
    ...(signal ? { signal } : {}),
  };
}

async function discover(library: typeof oauth, parts: ClientSignInParts, signal?: AbortSignal) {
  const issuer = new URL(`${parts.resource}/identity`);
  const response = await library.discoveryRequest(issuer, optionsOf(library, parts, signal));
  const server = await library.processDiscoveryResponse(issuer, response);
  // the document may name any host, and the secret is about to be sent there
  if (server.token_endpoint && new URL(server.token_endpoint).origin !== issuer.origin) {
    throw new SignInError('wrongIssuer', { detail: 'token_endpoint' });
  }
  return server;
}

async function requestToken(
  library: typeof oauth,
  server: oauth.AuthorizationServer,
  parts: ClientSignInParts,
  signal?: AbortSignal,
): Promise<AccessToken> {
  const client = { client_id: parts.clientId };
  const authentication = library.ClientSecretPost(parts.clientSecret.reveal());
  const options = optionsOf(library, parts, signal);
  const response = await library.clientCredentialsGrantRequest(server, client, authentication, {}, options);
  const answer = await library.processClientCredentialsResponse(server, client, response);
  if (!answer.expires_in) throw new SignInError('malformedAnswer', { detail: 'expires_in' });
  return accessToken(answer.access_token, answer.expires_in);
}

/** Wraps a token like a secret: it must not print either. */
function accessToken(value: string, lifetimeSeconds: number): AccessToken {
  return {
    lifetimeSeconds,
    reveal: () => value,
    toJSON: () => '[token]',
    toString: () => '[token]',
  };
}
