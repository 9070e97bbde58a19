import type * as oauth from 'oauth4webapi';
import { readNetworkFailure } from '../network/networkFailure.ts';
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

/** Longest `error_description` that is kept, in UTF-16 units. */
const LONGEST_DESCRIPTION = 1000;

/** The step of a sign-in that failed. */
export type SignInStage = 'discovery' | 'token';

/** Returns the error of a failed step, from what the library or the network threw. */
export function signInErrorOf(
  library: OAuth,
  stage: SignInStage,
  cause: unknown,
  signal?: AbortSignal,
): SignInError {
  if (cause instanceof SignInError) return cause;
  if (signal?.aborted) return new SignInError('cancelled', { cause });
  if (cause instanceof library.ResponseBodyError || cause instanceof library.AuthorizationResponseError) {
    return new SignInError(CODE_OF_OAUTH_ERROR.get(cause.error) ?? 'refused', {
      detail: (cause.error_description ?? cause.error).slice(0, LONGEST_DESCRIPTION),
      cause,
    });
  }
  // A server can refuse a client by a challenge alone (RFC 6749, section 5.2).
  if (cause instanceof library.WWWAuthenticateChallengeError)
    return new SignInError('wrongSecret', { cause });
  if (cause instanceof library.OperationProcessingError) return toProcessingError(library, stage, cause);
  if (cause instanceof library.UnsupportedOperationError) {
    return new SignInError(unreadableAt(stage), { detail: cause.code, cause });
  }
  const failure = readNetworkFailure(cause);
  const isUnreadable = failure.code === 'malformedAnswer' || failure.code === 'answerTooLarge';
  return new SignInError(isUnreadable ? unreadableAt(stage) : failure.code, failure);
}

/** An address whose first answer can't be read isn't the service. */
const unreadableAt = (stage: SignInStage): SignInErrorCode =>
  stage === 'discovery' ? 'notTheService' : 'malformedAnswer';

function toProcessingError(
  library: OAuth,
  stage: SignInStage,
  cause: InstanceType<OAuth['OperationProcessingError']>,
): SignInError {
  if (cause.code === library.HTTP_REQUEST_FORBIDDEN) return new SignInError('insecureAddress', { cause });
  if (cause.code === library.JSON_ATTRIBUTE_COMPARISON) return new SignInError('wrongIssuer', { cause });
  const status = cause.cause instanceof Response ? cause.cause.status : statusOf(cause.cause);
  if (status !== undefined && status >= 500)
    return new SignInError('serverFault', { detail: String(status), cause });
  return new SignInError(unreadableAt(stage), { cause });
}

/** Reads the status of a `Response` of undici, which isn't the global `Response`. */
function statusOf(value: unknown): number | undefined {
  const status = (value as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}
