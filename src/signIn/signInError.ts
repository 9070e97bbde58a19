import type { NetworkFailureCode } from '../network/networkFailure.ts';
import { RequestError, type RequestFacts } from '../network/requestError.ts';

/** Why there is no token. */
export type SignInErrorCode =
  /** Among them `malformedAnswer` also for an answer that contains no token, or a token that can't be read. */
  | Exclude<NetworkFailureCode, 'answerTooLarge'>
  /** `invalid_client`: unknown or disabled client, wrong or expired secret; the service does not say which. */
  | 'wrongSecret'
  /** `unauthorized_client`: the client may not use this grant. */
  | 'unauthorizedClient'
  /** `access_denied`: the user cancelled, or may not use the tenant. */
  | 'denied'
  /** `invalid_scope`: the client may not have what was asked for, such as refresh tokens. */
  | 'scopeRefused'
  /** `invalid_grant`: the refresh token or the code is no longer good; the user must sign in again. */
  | 'sessionEnded'
  /** The device code expired before anybody typed it. */
  | 'expiredCode'
  /** An address that is not the answer to this sign-in: another place, another state, or used before. */
  | 'wrongRedirect'
  /** The browser never came back. */
  | 'noAnswer'
  /** The redirect address cannot be listened on: another program has the port. */
  | 'redirectUnavailable'
  /** Any other refusal in OAuth's words. */
  | 'refused'
  /** The address has no OpenID discovery document: it is not the service. */
  | 'notTheService'
  /** The discovery document speaks for another address. */
  | 'wrongIssuer'
  /** The address is neither https nor on this machine. */
  | 'insecureAddress'
  /** A status of 5xx. */
  | 'serverFault'
  /** The caller gave up. */
  | 'cancelled';

/** The one error of this room. Its message is for the log and holds no secret. */
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
