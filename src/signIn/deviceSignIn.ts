import type * as oauth from 'oauth4webapi';
import { knownSecrets } from '../secret/knownSecrets.ts';
import {
  discoverIdentityServer,
  isLoopback,
  loadOAuth,
  type OAuthLibrary,
  requestOptions,
  type SignInTarget,
} from './identityServer.ts';
import { SignInError, type SignInErrorCode } from './signInError.ts';
import { type SignInStage, signInErrorOf } from './signInErrorOf.ts';
import {
  publicClient,
  readUserTokens,
  scopesOf,
  type UserSignInChoice,
  type UserTokens,
} from './userTokens.ts';

/** What a sign-in with a code on another device needs. */
export interface DeviceSignInParts extends SignInTarget, Omit<UserSignInChoice, 'offlineAccess'> {
  /** Waits; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A sign-in that is waiting for the user to enter a code in a browser. */
export interface DeviceSignIn {
  readonly userCode: string;
  /** Page on which the user enters it. */
  readonly verificationUri: string;
  /** The same page with the code filled in. */
  readonly verificationUriComplete: string;
  /** Lifetime of the code in seconds, from now. */
  readonly lifetimeSeconds: number;
  /**
   * Waits for the user, and polls as often as the service asks for. Throws a {@link SignInError}: `denied`,
   * `expiredCode`, `cancelled`, or why polling failed.
   */
  complete(signal?: AbortSignal): Promise<UserTokens>;
}

/** Time between two requests when the service doesn't say, in seconds (RFC 8628, section 3.2). */
const USUAL_INTERVAL_SECONDS = 5;

/** Time that `slow_down` adds to the interval, in seconds (RFC 8628, section 3.5). */
const SLOW_DOWN_SECONDS = 5;

/** Shortest and longest time between two requests, in seconds, whatever the service says. */
const INTERVAL_SECONDS = { min: 1, max: 60 } as const;

/** Longest lifetime of a code that is accepted, in seconds. */
const LONGEST_WAIT_SECONDS = 24 * 3600;

/** A code that a user can type (RFC 8628, section 6.1). */
const USER_CODE = /^[\w -]{1,40}$/;

/** Longest address that is shown and opened, in UTF-16 units. */
const LONGEST_ADDRESS = 2000;

/** Failures after which polling continues, because the next request can succeed and the code is still valid. */
const PASSING: ReadonlySet<SignInErrorCode> = new Set([
  'unreachable',
  'timedOut',
  'serverFault',
  'tooManyRequests',
  'unavailable',
]);

/**
 * Begins a sign-in by device code. Throws a {@link SignInError}.
 *
 * The documentation doesn't say whether such a client can have refresh tokens. They are requested, and if the service
 * refuses, the sign-in continues without.
 *
 * @see RFC 8628
 */
export async function beginDeviceSignIn(
  parts: DeviceSignInParts,
  signal?: AbortSignal,
): Promise<DeviceSignIn> {
  const library = await loadOAuth();
  let stage: SignInStage = 'discovery';
  try {
    const server = await discoverIdentityServer(library, parts, signal);
    if (!server.device_authorization_endpoint) throw new SignInError('notTheService', { detail: 'device' });
    stage = 'token';
    const codes = await requestCodes(library, server, parts, signal);
    knownSecrets.add(codes.device_code);
    const client = publicClient(library, parts.clientId);
    const complete = codes.verification_uri_complete ?? codes.verification_uri;
    if (!USER_CODE.test(codes.user_code)) throw new SignInError('malformedAnswer', { detail: 'user_code' });
    for (const address of [codes.verification_uri, complete]) assertWebPage(address, parts.resource);
    return {
      userCode: codes.user_code,
      verificationUri: codes.verification_uri,
      verificationUriComplete: complete,
      lifetimeSeconds: Math.min(codes.expires_in, LONGEST_WAIT_SECONDS),
      complete: waiting => poll(library, server, client, codes, parts, waiting),
    };
  } catch (error) {
    throw signInErrorOf(library, stage, error, signal);
  }
}

/**
 * Throws `malformedAnswer` unless an address is a web page over https, or over http when the service itself is on this
 * machine. The user opens the address and enters a password there.
 */
function assertWebPage(address: string, resource: string): void {
  const protocol = address.length <= LONGEST_ADDRESS ? URL.parse(address)?.protocol : undefined;
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(resource))) return;
  throw new SignInError('malformedAnswer', { detail: 'verification_uri' });
}

async function requestCodes(
  library: OAuthLibrary,
  server: oauth.AuthorizationServer,
  parts: DeviceSignInParts,
  signal?: AbortSignal,
): Promise<oauth.DeviceAuthorizationResponse> {
  const client = publicClient(library, parts.clientId);
  const ask = async (offlineAccess: boolean) => {
    const parameters = { scope: scopesOf({ offlineAccess }), acr_values: `tenant:${parts.tenantId}` };
    const options = requestOptions(library, parts, signal);
    const none = library.None();
    const response = await library.deviceAuthorizationRequest(server, client, none, parameters, options);
    return library.processDeviceAuthorizationResponse(server, client, response);
  };
  try {
    return await ask(true);
  } catch (error) {
    if (!(error instanceof library.ResponseBodyError) || error.error !== 'invalid_scope') throw error;
    return ask(false);
  }
}

async function poll(
  library: OAuthLibrary,
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  codes: oauth.DeviceAuthorizationResponse,
  parts: DeviceSignInParts,
  signal?: AbortSignal,
): Promise<UserTokens> {
  const { min, max } = INTERVAL_SECONDS;
  let intervalSeconds = Math.min(Math.max(codes.interval ?? USUAL_INTERVAL_SECONDS, min), max);
  const lifetimeSeconds = Math.min(codes.expires_in, LONGEST_WAIT_SECONDS);
  let nextSeconds = intervalSeconds;
  for (let waitedSeconds = 0; waitedSeconds < lifetimeSeconds; ) {
    await parts.sleep(nextSeconds * 1000, signal).catch(cause => {
      throw new SignInError('cancelled', { cause });
    });
    waitedSeconds += nextSeconds;
    const answer = await askOnce(library, server, client, codes.device_code, parts, signal);
    if (!('isPending' in answer)) return answer;
    if (answer.isTooFast) intervalSeconds += SLOW_DOWN_SECONDS;
    nextSeconds = Math.max(intervalSeconds, Math.ceil((answer.retryAfterMs ?? 0) / 1000));
  }
  throw new SignInError('expiredCode');
}

/** How polling continues when the user hasn't signed in. */
interface Pending {
  readonly isPending: true;
  /** The service wants longer intervals from now on. */
  readonly isTooFast?: boolean;
  /** The service wants no request before. */
  readonly retryAfterMs?: number | undefined;
}

/** Asks once whether the user has signed in. */
async function askOnce(
  library: OAuthLibrary,
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  deviceCode: string,
  parts: DeviceSignInParts,
  signal?: AbortSignal,
): Promise<UserTokens | Pending> {
  try {
    const options = requestOptions(library, parts, signal);
    const none = library.None();
    const response = await library.deviceCodeGrantRequest(server, client, none, deviceCode, options);
    const answer = await library.processDeviceCodeResponse(server, client, response);
    const context = { library, server, target: parts, client, signal };
    return await readUserTokens(context, answer);
  } catch (error) {
    const oauthError = error instanceof library.ResponseBodyError ? error.error : undefined;
    if (oauthError === 'authorization_pending') return { isPending: true };
    if (oauthError === 'slow_down') return { isPending: true, isTooFast: true };
    const known = signInErrorOf(library, 'token', error, signal);
    if (PASSING.has(known.code)) return { isPending: true, retryAfterMs: known.facts.retryAfterMs };
    throw known;
  }
}
