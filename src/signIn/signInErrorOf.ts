import type * as oauth from 'oauth4webapi';
import { SignInError, type SignInErrorCode } from './signInError.ts';

type OAuth = typeof oauth;

/** OAuth's own error codes (RFC 6749, section 5.2) that have a meaning of their own here. A map: the key is the server's, and may be `__proto__`. */
const CODE_OF_OAUTH_ERROR: ReadonlyMap<string, SignInErrorCode> = new Map([
  ['invalid_client', 'wrongSecret'],
  ['unauthorized_client', 'unauthorizedClient'],
  ['access_denied', 'denied'],
  ['expired_token', 'expiredCode'],
  ['invalid_grant', 'sessionEnded'],
  ['invalid_scope', 'scopeRefused'],
]);

/** Codes of Node and undici. */
const CODE_OF_FAILURE: Readonly<Record<string, SignInErrorCode>> = {
  CERT_HAS_EXPIRED: 'tlsNotTrusted',
  CERT_NOT_YET_VALID: 'tlsNotTrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tlsNotTrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tlsNotTrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tlsNotTrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tlsNotTrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tlsNotTrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tlsNotTrusted',
  ERR_PROXY_AUTHORIZATION: 'proxyRefused',
  ERR_PROXY_REFUSED: 'proxyRefused',
  ERR_PROXY_UNREACHABLE: 'proxyUnreachable',
  UND_ERR_HEADERS_TIMEOUT: 'timedOut',
  UND_ERR_BODY_TIMEOUT: 'timedOut',
  ERR_ANSWER_TOO_SLOW: 'timedOut',
  ERR_ANSWER_TOO_LARGE: 'malformedAnswer',
  ERR_INVALID_URL: 'malformedAnswer',
  UND_ERR_HEADERS_OVERFLOW: 'malformedAnswer',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'malformedAnswer',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'malformedAnswer',
  // a kind of token that nobody has asked for
  OAUTH_UNSUPPORTED_OPERATION: 'malformedAnswer',
  HTTPParserError: 'malformedAnswer',
};

/** What is packed as nothing is (zlib's codes all begin so). */
const UNREADABLE = /^Z_/;

/** Longest `error_description` that is kept, UTF-16 units. */
const LONGEST_WORDS = 1000;

/** What was being done when it failed. */
export type SignInStage = 'discovery' | 'token';

/** Makes the error of a failed step: of what the library threw, or of what the network did. */
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
      detail: (cause.error_description ?? cause.error).slice(0, LONGEST_WORDS),
      cause,
    });
  }
  // an OAuth server may refuse a client by challenge alone (RFC 6749, section 5.2)
  if (cause instanceof library.WWWAuthenticateChallengeError)
    return new SignInError('wrongSecret', { cause });
  if (cause instanceof library.OperationProcessingError) return processingError(library, stage, cause);
  const failure = failureIn(cause);
  const code = codeOfFailure(failure?.code);
  // what cannot be read at the first step is not the service
  const shown = code === 'malformedAnswer' && stage === 'discovery' ? 'notTheService' : code;
  // what was no HTTP quotes the answer, which may hold a token
  const kept = failure?.code === 'HTTPParserError' ? undefined : cause;
  return new SignInError(shown, { detail: failure?.detail ?? failure?.code, cause: kept });
}

function codeOfFailure(code = ''): SignInErrorCode {
  return CODE_OF_FAILURE[code] ?? (UNREADABLE.test(code) ? 'malformedAnswer' : 'unreachable');
}

function processingError(
  library: OAuth,
  stage: SignInStage,
  cause: InstanceType<OAuth['OperationProcessingError']>,
): SignInError {
  if (cause.code === library.HTTP_REQUEST_FORBIDDEN) return new SignInError('insecureAddress', { cause });
  if (cause.code === library.JSON_ATTRIBUTE_COMPARISON) return new SignInError('wrongIssuer', { cause });
  const status = cause.cause instanceof Response ? cause.cause.status : statusOf(cause.cause);
  if (status !== undefined && status >= 500)
    return new SignInError('serverFault', { detail: String(status), cause });
  return new SignInError(stage === 'discovery' ? 'notTheService' : 'malformedAnswer', { cause });
}

/** undici's own `Response` is not the global one. */
function statusOf(value: unknown): number | undefined {
  const status = (value as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}

function failureIn(error: unknown, depth = 0): { code: string; detail?: string } | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const { name, code, detail, cause, errors } = error as Readonly<Record<string, unknown>>;
  // the only one that has no code of its own
  if (name === 'HTTPParserError') return { code: name };
  if (typeof code === 'string') return { code, ...(typeof detail === 'string' ? { detail } : {}) };
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return failureIn(first, depth + 1) ?? failureIn(cause, depth + 1);
}
