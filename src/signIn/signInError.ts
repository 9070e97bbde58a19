import { RequestError, type RequestFacts, type RequestFailureCode } from '../network/requestError.ts';

/** Why there is no token. */
export type SignInErrorCode =
  /**
   * Among them `malformedAnswer` also for an answer that contains no token, or a token that can't be read, and `timedOut`
   * also for 408.
   */
  | Exclude<RequestFailureCode, 'answerTooLarge'>
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
  /** The browser didn't open the redirect address in time. The detail is that address. */
  | 'noAnswer'
  /** The user says that the browser shows an error of the service instead. The detail is the redirect address. */
  | 'refusedInBrowser'
  /** Another program uses the port of the redirect address. */
  | 'redirectUnavailable'
  /** Any other OAuth error. */
  | 'refused'
  /** The address has no OpenID discovery document, or one without an endpoint that is needed: it isn't the service. */
  | 'notTheService'
  /** The discovery document sends codes or secrets to another host, or a token is of another issuer than the document's. */
  | 'wrongIssuer'
  /** The address is neither https nor on this machine. */
  | 'insecureAddress'
  /** Any other status of 5xx. */
  | 'serverFault'
  /** The caller cancelled the sign-in. */
  | 'cancelled';

/** The error of this room. The message is for the log, and contains no secret. */
export class SignInError extends RequestError {
  override readonly name = 'SignInError';
  readonly code: SignInErrorCode;
  /** OAuth's `error_description`, or the code of the network failure. */
  readonly detail: string | undefined;
  /** What is known of the request. */
  readonly facts: RequestFacts;

  /** @param options the facts, and the cause, which must not contain the answer of the server */
  constructor(code: SignInErrorCode, options: RequestFacts & { readonly cause?: unknown } = {}) {
    const { cause, ...facts } = options;
    const shown = [facts.status, facts.detail].filter(Boolean).join(', ');
    super(shown ? `${code}: ${shown}` : code, { cause });
    this.code = code;
    this.detail = facts.detail;
    this.facts = facts;
  }
}
