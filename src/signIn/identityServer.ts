import type * as oauth from 'oauth4webapi';
import { SignInError } from './signInError.ts';

/** `fetch` over the one dispatcher that everything uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Which service is signed in to. */
export interface SignInTarget {
  /** Base URL of the service; the identity server is at `{resource}/identity`. */
  readonly resource: string;
  readonly fetch: Fetch;
}

/** The certified library; loaded with the first sign-in, since an editor starts without any. */
export type OAuthLibrary = typeof oauth;

/** Loads the library. */
export const loadOAuth = (): Promise<OAuthLibrary> => import('oauth4webapi');

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Tells whether an address is one of this machine. */
export const isLoopback = (address: string): boolean => LOOPBACK.has(new URL(address).hostname);

/** Addresses of the discovery document to which something is sent that others must not have. */
const TRUSTED_ENDPOINTS = [
  'authorization_endpoint',
  'device_authorization_endpoint',
  'revocation_endpoint',
  'token_endpoint',
] as const;

/** Makes the options of a request: our connections, and http on this machine only. */
export function requestOptions(
  library: OAuthLibrary,
  { resource, fetch }: SignInTarget,
  signal?: AbortSignal,
) {
  return {
    [library.customFetch]: (url: string, init: unknown) => fetch(url, init as RequestInit),
    [library.allowInsecureRequests]: isLoopback(resource),
    ...(signal ? { signal } : {}),
  };
}

/**
 * Reads the service's discovery document (OpenID Connect Discovery 1.0, section 4). Throws a {@link SignInError}
 * with `wrongIssuer` when it names an address elsewhere: codes and secrets are about to be sent there.
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
