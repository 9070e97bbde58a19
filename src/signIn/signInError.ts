import type { NetworkFailureCode } from '../network/networkFailure.ts';
import { RequestError, type RequestFacts } from '../network/requestError.ts';

/** Why there is no token. */
export type SignInErrorCode =
  /** Among them `malformedAnswer` also for an answer that contains no token, or a token that can't be read. */
  | Exclude<NetworkFailureCode, 'answerTooLarge'>
  /** `invalid_client`: unknown or disabled client, wrong or expired secret; the service does not say which. */
  | 'wrongSecret'
  /** `unauthorized_client`: the client isn't allowed to use this grant. */
  | 'unauthorizedClient'
  /** `access_denied`: the user cancelled, or isn't allowed to use the tenant. */
  | 'denied'
  /** `invalid_scope`: the client can't have what was requested, such as refresh tokens. */
  | 'scopeRefused'
  /** `invalid_grant`: the refresh token or the code is no longer valid. The user must sign in again. */
  | 'sessionEnded'
  /** The device code expired before the user entered it. */
  | 'expiredCode'
  /** An address that isn't the answer to this sign-in: another location, another state, or already used. */
  | 'wrongRedirect'
  /** The browser didn't open the redirect address in time. */
  | 'noAnswer'
  /** Another program uses the port of the redirect address. */
  | 'redirectUnavailable'
  /** Any other OAuth error. */
  | 'refused'
  /** The address has no OpenID discovery document: it isn't the service. */
  | 'notTheService'
  /** The discovery document is for another address. */
  | 'wrongIssuer'
  /** The address is neither https nor on this machine. */
  | 'insecureAddress'
  /** A status of 5xx. */
  | 'serverFault'
  /** The caller cancelled the sign-in. */
  | 'cancelled';

/** The error of this room. The message is for the log, and contains no secret. */
export class SignInError extends RequestError {
  override readonly name = 'SignInError';
  readonly code: SignInErrorCode;
  /** OAuth's `error_description`, or the code of the network failure. */
  readonly detail: string | undefined;

  constructor(
    code: SignInErrorCode,
    options: { readonly detail?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(options.detail ? `${code}: ${options.detail}` : code, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
  }

  /** What is known of the request. */
  override get facts(): RequestFacts {
    return { detail: this.detail };
  }
}
