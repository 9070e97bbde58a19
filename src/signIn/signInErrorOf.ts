import type * as oauth from 'oauth4webapi';
import { readNetworkFailure } from '../network/networkFailure.ts';
import { redactForeign } from '../secret/redaction.ts';
import { withoutAnswer } from './libraryFault.ts';
import { SignInError, type SignInErrorCode } from './signInError.ts';

type OAuth = typeof oauth;

/**
 * The error codes of OAuth that have an error of their own here. It is a map because the keys are the server's, and can
 * be `__proto__`.
 *
 * @see RFC 6749, section 5.2
 */
const CODE_OF_OAUTH_ERROR: ReadonlyMap<string, SignInErrorCode> = new Map([
  ['invalid_client', 'wrongSecret'],
  ['unauthorized_client', 'unauthorizedClient'],
  ['access_denied', 'denied'],
  ['expired_token', 'expiredCode'],
  ['invalid_grant', 'sessionEnded'],
  ['invalid_scope', 'scopeRefused'],
]);

/** Longest `error_description` that is kept, and how much of it is searched for secrets, in UTF-16 units. */
const LONGEST_DESCRIPTION = 1000;
const LONGEST_READ = 10_000;

/** The step of a sign-in that failed. */
export type SignInStage = 'discovery' | 'token';

/**
 * Returns the error of a failed step, from what the library or the network threw. Nothing of the server's answer is in it
 * or in its causes, except for `error_description` without secrets.
 */
export function signInErrorOf(
  library: OAuth,
  stage: SignInStage,
  thrown: unknown,
  signal?: AbortSignal,
): SignInError {
  if (thrown instanceof SignInError) return thrown;
  const cause = withoutAnswer(thrown);
  if (signal?.aborted) return new SignInError('cancelled', { cause });
  if (thrown instanceof library.ResponseBodyError || thrown instanceof library.AuthorizationResponseError) {
    const text = String(thrown.error_description ?? thrown.error);
    return new SignInError(CODE_OF_OAUTH_ERROR.get(thrown.error) ?? 'refused', {
      detail: redactForeign(text.slice(0, LONGEST_READ)).slice(0, LONGEST_DESCRIPTION),
      cause,
    });
  }
  // A server can refuse a client by a challenge alone (RFC 6749, section 5.2).
  if (thrown instanceof library.WWWAuthenticateChallengeError)
    return new SignInError('wrongSecret', { cause });
  if (thrown instanceof library.OperationProcessingError) return toProcessingError(library, stage, thrown);
  if (thrown instanceof library.UnsupportedOperationError) {
    return new SignInError(unreadableAt(stage), { detail: thrown.code, cause });
  }
  const { code, detail, ...failure } = readNetworkFailure(thrown);
  const isUnreadable = code === 'malformedAnswer' || code === 'answerTooLarge';
  return new SignInError(isUnreadable ? unreadableAt(stage) : code, {
    detail,
    cause: failure.cause && cause,
  });
}

/** An address whose first answer can't be read isn't the service. */
const unreadableAt = (stage: SignInStage): SignInErrorCode =>
  stage === 'discovery' ? 'notTheService' : 'malformedAnswer';

function toProcessingError(
  library: OAuth,
  stage: SignInStage,
  thrown: InstanceType<OAuth['OperationProcessingError']>,
): SignInError {
  const cause = withoutAnswer(thrown);
  if (thrown.code === library.HTTP_REQUEST_FORBIDDEN) return new SignInError('insecureAddress', { cause });
  if (isAboutIssuer(library, thrown)) return new SignInError('wrongIssuer', { detail: 'iss', cause });
  if (thrown.code === library.MISSING_SERVER_METADATA) return new SignInError('notTheService', { cause });
  const status = thrown.cause instanceof Response ? thrown.cause.status : statusOf(thrown.cause);
  if (status !== undefined && status >= 500) return new SignInError('serverFault', { status, cause });
  return new SignInError(unreadableAt(stage), { cause });
}

/** Tells whether a token or an answer names another issuer than the discovered one. */
function isAboutIssuer(library: OAuth, thrown: InstanceType<OAuth['OperationProcessingError']>): boolean {
  const { claim, attribute } = (thrown.cause ?? {}) as {
    readonly claim?: unknown;
    readonly attribute?: unknown;
  };
  const isComparison =
    thrown.code === library.JWT_CLAIM_COMPARISON || thrown.code === library.JSON_ATTRIBUTE_COMPARISON;
  return isComparison && (claim === 'iss' || attribute === 'issuer');
}

/** Reads the status of a `Response` of undici, which isn't the global `Response`. */
function statusOf(value: unknown): number | undefined {
  const status = (value as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}
