import type * as oauth from 'oauth4webapi';
import * as v from 'valibot';
import { readBusyAnswer } from '../network/retryAfter.ts';
import { SignInError } from './signInError.ts';
import { withoutNulls } from './withoutNulls.ts';

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
 * is an error here, because the library takes it for an answer of something else. Properties that are null count as missing.
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
      return withoutNulls(answer);
    },
    [library.allowInsecureRequests]: isLoopback(resource),
    signal,
  };
}

/** Longest issuer that is accepted, in UTF-16 units. */
const LONGEST_ISSUER = 2000;

const discoveryDocument = v.pipe(v.string(), v.parseJson(), v.object({ issuer: v.string() }));

/**
 * Reads the service's discovery document.
 *
 * The issuer is the one that the document names: one installation answers at several addresses, and names itself by one of
 * them. The document came from the address that the user entered, and all endpoints must be there, too; the issuer is only
 * compared with that of tokens and answers. Throws a {@link SignInError} with `wrongIssuer` when the document contains an
 * address on another host, to which codes and secrets would be sent, or no usable issuer.
 *
 * @see OpenID Connect Discovery 1.0, section 4
 */
export async function discoverIdentityServer(
  library: OAuthLibrary,
  target: SignInTarget,
  signal?: AbortSignal,
): Promise<oauth.AuthorizationServer> {
  const asked = new URL(`${target.resource}/identity`);
  const response = await library.discoveryRequest(asked, requestOptions(library, target, signal));
  const server = await readDiscovery(library, asked, response);
  if (server.token_endpoint === undefined)
    throw new SignInError('notTheService', { detail: 'token_endpoint' });
  const [foreign] = foreignEndpoints(target, server);
  if (foreign !== undefined) throw new SignInError('wrongIssuer', { detail: foreign });
  return server;
}

/** Lists the endpoints of a discovery document that get secrets, codes or tokens but aren't on the host that was asked. */
export const foreignEndpoints = (
  target: Pick<SignInTarget, 'resource'>,
  document: Readonly<Record<string, unknown>>,
): readonly string[] =>
  TRUSTED_ENDPOINTS.filter(name => {
    const address = document[name] ?? undefined;
    return address !== undefined && !isEndpointOf(target, address);
  });

/** Tells whether the address of an endpoint is on the host that the user entered. */
export const isEndpointOf = ({ resource }: Pick<SignInTarget, 'resource'>, address: unknown): boolean =>
  URL.parse(String(address))?.origin === new URL(resource).origin;

async function readDiscovery(
  library: OAuthLibrary,
  asked: URL,
  response: Response,
): Promise<oauth.AuthorizationServer> {
  if (response.status !== 200) return library.processDiscoveryResponse(asked, response);
  const text = await response.text();
  const headers = { 'content-type': response.headers.get('content-type') ?? '' };
  const read = v.safeParse(discoveryDocument, text);
  const issuer = read.success ? issuerUrl(read.output.issuer) : asked;
  // The library explains what is wrong with a document that can't be read.
  return library.processDiscoveryResponse(issuer, new Response(text, { headers }));
}

/** Returns an issuer as an address. Throws `wrongIssuer` when it isn't one (RFC 8414, section 2). */
function issuerUrl(issuer: string): URL {
  const url = issuer.length <= LONGEST_ISSUER ? URL.parse(issuer) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  const isPlain = url?.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!url || !isWeb || !isPlain) throw new SignInError('wrongIssuer', { detail: 'issuer' });
  return url;
}
