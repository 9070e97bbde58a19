import { ServiceError, type ServiceErrorCode } from './serviceError.ts';
import { isIdempotent, requestInLog, type ServiceRequest } from './serviceRequest.ts';

interface FailureRow {
  readonly code: ServiceErrorCode;
  /** Whether the request certainly never left this machine, or never reached the service. */
  readonly neverSent: boolean;
}

const UNREACHED: FailureRow = { code: 'unreachable', neverSent: true };
const UNTRUSTED: FailureRow = { code: 'tlsNotTrusted', neverSent: true };
const PROXY_REFUSES: FailureRow = { code: 'proxyRefused', neverSent: true };
const LATE: FailureRow = { code: 'timedOut', neverSent: false };
const UNREADABLE: FailureRow = { code: 'malformedAnswer', neverSent: false };
const TOO_LARGE: FailureRow = { code: 'answerTooLarge', neverSent: false };

/** Failures by the code that Node or undici gives them; any other one is a connection that broke meanwhile. */
const FAILURES: Readonly<Record<string, FailureRow>> = {
  ECONNREFUSED: UNREACHED,
  ENOTFOUND: UNREACHED,
  EAI_AGAIN: UNREACHED,
  EHOSTUNREACH: UNREACHED,
  ENETUNREACH: UNREACHED,
  UND_ERR_CONNECT_TIMEOUT: UNREACHED,
  CERT_HAS_EXPIRED: UNTRUSTED,
  CERT_NOT_YET_VALID: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  ERR_PROXY_AUTHORIZATION: PROXY_REFUSES,
  ERR_PROXY_REFUSED: PROXY_REFUSES,
  ERR_PROXY_UNREACHABLE: { code: 'proxyUnreachable', neverSent: true },
  UND_ERR_HEADERS_TIMEOUT: LATE,
  UND_ERR_BODY_TIMEOUT: LATE,
  ERR_ANSWER_TOO_SLOW: LATE,
  UND_ERR_RES_EXCEEDED_MAX_SIZE: TOO_LARGE,
  UND_ERR_HEADERS_OVERFLOW: TOO_LARGE,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: UNREADABLE,
  HTTPParserError: UNREADABLE,
};
const BROKEN: FailureRow = { code: 'unreachable', neverSent: false };

/** Makes the error of a request that got no complete answer. */
export function errorOfFailure(request: ServiceRequest, cause: unknown, signal?: AbortSignal): ServiceError {
  const failure = failureIn(cause);
  const { code, neverSent } = (failure && FAILURES[failure.code]) || BROKEN;
  const facts = {
    request: requestInLog(request),
    outcomeUnknown: !isIdempotent(request) && !neverSent,
    ...(failure ? { detail: failure.detail ?? failure.code } : {}),
  };
  // what was no HTTP quotes the answer, which may hold a secret
  const kept = failure?.code === 'HTTPParserError' ? undefined : cause;
  return new ServiceError(signal?.aborted ? 'cancelled' : code, facts, kept);
}

/** Finds the failure in an error or in what caused it: several addresses tried make an error of errors. */
function failureIn(error: unknown, depth = 0): { code: string; detail?: string } | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const { name, code, detail, cause, errors } = error as Readonly<Record<string, unknown>>;
  // the only one that has no code of its own
  if (name === 'HTTPParserError') return { code: name };
  if (typeof code === 'string') return { code, ...(typeof detail === 'string' ? { detail } : {}) };
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return failureIn(first, depth + 1) ?? failureIn(cause, depth + 1);
}
