import type * as oauth from 'oauth4webapi';
import { knownSecrets } from '../secret/knownSecrets.ts';
import { discoverIdentityServer, loadOAuth, requestOptions, type SignInTarget } from './identityServer.ts';
import { SignInError } from './signInError.ts';
import { signInErrorOf } from './signInErrorOf.ts';
import {
  publicClient,
  readUserTokens,
  scopesOf,
  type UserSignInChoice,
  type UserTokens,
} from './userTokens.ts';

/** What a sign-in in the browser needs. */
export interface BrowserSignInParts extends SignInTarget, UserSignInChoice {
  /** Address that the browser opens with the answer; exactly one of the client's redirect URIs. */
  readonly redirectUri: string;
}

/** A sign-in that is waiting for the browser. */
export interface BrowserSignIn {
  /** Address to open in the browser. */
  readonly url: string;
  /** Tells whether an address is the answer to this sign-in: it has the right location, state and issuer. */
  isAnswer(redirected: URL): boolean;
  /**
   * Exchanges the answer for tokens. Throws a {@link SignInError}: `wrongRedirect` for an address that isn't the answer,
   * or was used before; `denied` when the user or the service declined.
   */
  complete(redirected: URL, signal?: AbortSignal): Promise<UserTokens>;
}

/**
 * Begins a sign-in by authorization code with PKCE, state and nonce. `acr_values` contains the tenant (documentation:
 * *Authentication*). Throws a {@link SignInError}.
 *
 * @see RFC 6749, section 4.1, and RFC 7636
 */
export async function beginBrowserSignIn(
  parts: BrowserSignInParts,
  signal?: AbortSignal,
): Promise<BrowserSignIn> {
  const library = await loadOAuth();
  try {
    const server = await discoverIdentityServer(library, parts, signal);
    if (!server.authorization_endpoint) throw new SignInError('notTheService', { detail: 'authorize' });
    const verifier = library.generateRandomCodeVerifier();
    knownSecrets.add(verifier);
    const [state, nonce] = [library.generateRandomState(), library.generateRandomNonce()];
    const url = new URL(server.authorization_endpoint);
    const asked = {
      client_id: parts.clientId,
      redirect_uri: parts.redirectUri,
      response_type: 'code',
      scope: scopesOf(parts),
      acr_values: `tenant:${parts.tenantId}`,
      code_challenge: await library.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    };
    // The address can have parameters of its own, which stay (RFC 6749, section 3.1).
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    const isAnswer = (redirected: URL) => isAnswerTo({ ...parts, server, state }, redirected);
    let used = false;

    const complete = async (redirected: URL, completing?: AbortSignal): Promise<UserTokens> => {
      if (used || !isAnswer(redirected)) throw new SignInError('wrongRedirect');
      used = true;
      knownSecrets.add(redirected.searchParams.get('code') ?? '');
      const client = publicClient(library, parts.clientId);
      try {
        const answer = library.validateAuthResponse(server, client, redirected, state);
        const response = await library.authorizationCodeGrantRequest(
          server,
          client,
          library.None(),
          answer,
          parts.redirectUri,
          verifier,
          requestOptions(library, parts, completing),
        );
        return await readUserTokens(
          { library, server, target: parts, client, signal: completing },
          await library.processAuthorizationCodeResponse(server, client, response, {
            expectedNonce: nonce,
            requireIdToken: true,
          }),
        );
      } catch (error) {
        throw signInErrorOf(library, 'token', error, completing);
      }
    };
    return { url: url.href, isAnswer, complete };
  } catch (error) {
    throw signInErrorOf(library, 'discovery', error, signal);
  }
}

interface Expected {
  readonly redirectUri: string;
  readonly state: string;
  readonly server: Pick<
    oauth.AuthorizationServer,
    'issuer' | 'authorization_response_iss_parameter_supported'
  >;
}

/** Checks an answer before it is used, because it can be used only once: a wrong answer must not stop the right one. */
function isAnswerTo(
  { redirectUri, state, server }: Expected,
  { origin, pathname, searchParams }: URL,
): boolean {
  const expected = new URL(redirectUri);
  const samePlace = origin === expected.origin && pathname === expected.pathname;
  // A server that supports RFC 9207 adds its issuer to every answer.
  const issuer = searchParams.get('iss');
  const mayBeMissing = server.authorization_response_iss_parameter_supported !== true;
  const sameIssuer = issuer === null ? mayBeMissing : issuer === server.issuer;
  return samePlace && sameIssuer && searchParams.get('state') === state;
}
