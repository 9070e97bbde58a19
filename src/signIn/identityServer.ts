import type * as oauth from 'oauth4webapi';
import { readBusyAnswer } from '../network/retryAfter.ts';
import { SignInError } from './signInError.ts';

/** `fetch` over the connections of the `HttpDispatcher`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The service that is signed in to. */
export interface SignInTarget {
  /** Base URL of the service; the identity server is at `{resource}/identity`. */
  readonly resource: string;
  readonly fetch: Fetch;
}

/** The certified OAuth library. It is loaded for the first sign-in, because the editor's start needs none. */
export type OAuthLibrary = typeof oauth;

/** Loads the library. */
export const loadOAuth = (): Promise<OAuthLibrary> => import('oauth4webapi');

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Tells whether an address is on this machine. */
export const isLoopback = (address: string): boolean => LOOPBACK.has(new URL(address).hostname);

/** Addresses of the discovery document to which secrets, codes or tokens are sent. */
const TRUSTED_ENDPOINTS = [
  'authorization_endpoint',
  'device_authorization_endpoint',
  'revocation_endpoint',
  'token_endpoint',
] as const;

/**
 * Returns the options of a request: our connections, and http only on this machine. An answer that asks to come back later
 * is an error here, because the library takes it for an answer of something else.
 */
export function requestOptions(
  library: OAuthLibrary,
  { resource, fetch }: SignInTarget,
  signal?: AbortSignal,
) {
  return {
    [library.customFetch]: async (url: string, init: unknown) => {
      const answer = await fetch(url, init as RequestInit);
      const busy = readBusyAnswer(answer, Date.now());
      if (busy) throw new SignInError(busy.code, busy.facts);
      return answer;
    },
    [library.allowInsecureRequests]: isLoopback(resource),
    signal,
  };
}

/**
 * Reads the service's discovery document. Throws a {@link SignInError} with `wrongIssuer` when it contains an address on
 * another host, to which codes and secrets would be sent.
 *
 * @see OpenID Connect Discovery 1.0, section 4
 */
export async function discoverIdentityServer(
  library: OAuthLibrary,
  target: SignInTarget,
  signal?: AbortSignal,
): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(`${target.resource}/identity`);
  const response = await library.discoveryRequest(issuer, requestOptions(library, target, signal));
  const server = await library.processDiscoveryResponse(issuer, response);
  for (const name of TRUSTED_ENDPOINTS) {
    const address: unknown = server[name];
    if (address !== undefined && URL.parse(String(address))?.origin !== issuer.origin) {
      throw new SignInError('wrongIssuer', { detail: name });
    }
  }
  return server;
}
