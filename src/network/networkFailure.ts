import type { AnswerErrorCode } from './answerError.ts';
import type { ProxyErrorCode } from './proxyError.ts';

/** Why a request got no complete answer. The errors of all rooms that send requests use these codes. */
export type NetworkFailureCode =
  /** No connection, or a connection that broke. */
  | 'unreachable'
  /** The certificate isn't trusted. */
  | 'tlsNotTrusted'
  /** The proxy doesn't let the request through, or requires a password. */
  | 'proxyRefused'
  /** The proxy can't be reached. */
  | 'proxyUnreachable'
  /** The answer didn't arrive in time. */
  | 'timedOut'
  /** The answer is longer than any answer of the service. */
  | 'answerTooLarge'
  /** The answer isn't HTTP, or its body can't be unpacked. */
  | 'malformedAnswer';

/** A request that got no complete answer. */
export interface NetworkFailure {
  readonly code: NetworkFailureCode;
  /** Whether the request certainly didn't reach the server. */
  readonly neverSent: boolean;
  /** Code that Node or undici gives the failure, such as `ECONNREFUSED`, or what a {@link ProxyError} says. */
  readonly detail: string | undefined;
  /** The error itself; `undefined` when it quotes the answer, which can contain a secret. */
  readonly cause: unknown;
}

interface FailureRow {
  readonly code: NetworkFailureCode;
  readonly neverSent: boolean;
}

const UNREACHED: FailureRow = { code: 'unreachable', neverSent: true };
const BROKEN: FailureRow = { code: 'unreachable', neverSent: false };
const UNTRUSTED: FailureRow = { code: 'tlsNotTrusted', neverSent: true };
const PROXY_REFUSES: FailureRow = { code: 'proxyRefused', neverSent: true };
const LATE: FailureRow = { code: 'timedOut', neverSent: false };
const TOO_LARGE: FailureRow = { code: 'answerTooLarge', neverSent: false };
const UNREADABLE: FailureRow = { code: 'malformedAnswer', neverSent: false };

/** Failures that this room detects itself. */
const OWN_FAILURES: Readonly<Record<AnswerErrorCode | ProxyErrorCode, FailureRow>> = {
  ERR_ANSWER_TOO_LARGE: TOO_LARGE,
  ERR_ANSWER_TOO_SLOW: LATE,
  ERR_PROXY_AUTHORIZATION: PROXY_REFUSES,
  ERR_PROXY_REFUSED: PROXY_REFUSES,
  ERR_PROXY_UNREACHABLE: { code: 'proxyUnreachable', neverSent: true },
};

/**
 * Certificates that Node rejects.
 *
 * @see the documentation of `node:tls`, *X509 certificate error codes*
 */
const CERTIFICATE_FAILURES = {
  CERT_CHAIN_TOO_LONG: UNTRUSTED,
  CERT_HAS_EXPIRED: UNTRUSTED,
  CERT_NOT_YET_VALID: UNTRUSTED,
  CERT_REJECTED: UNTRUSTED,
  CERT_REVOKED: UNTRUSTED,
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
  CERT_UNTRUSTED: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_FORMAT: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
} satisfies Record<string, FailureRow>;

/** All other failures that Node and undici name and that are more than a broken connection. */
const PLATFORM_FAILURES = {
  ECONNREFUSED: UNREACHED,
  ENOTFOUND: UNREACHED,
  EAI_AGAIN: UNREACHED,
  EHOSTUNREACH: UNREACHED,
  ENETUNREACH: UNREACHED,
  UND_ERR_CONNECT_TIMEOUT: UNREACHED,
  UND_ERR_HEADERS_TIMEOUT: LATE,
  UND_ERR_BODY_TIMEOUT: LATE,
  UND_ERR_RES_EXCEEDED_MAX_SIZE: TOO_LARGE,
  UND_ERR_HEADERS_OVERFLOW: TOO_LARGE,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: UNREADABLE,
  ERR_INVALID_URL: UNREADABLE,
  HTTPParserError: UNREADABLE,
  Z_BUF_ERROR: UNREADABLE,
  Z_DATA_ERROR: UNREADABLE,
  Z_ERRNO: UNREADABLE,
  Z_MEM_ERROR: UNREADABLE,
  Z_NEED_DICT: UNREADABLE,
  Z_STREAM_ERROR: UNREADABLE,
  Z_VERSION_ERROR: UNREADABLE,
} satisfies Record<string, FailureRow>;

const FAILURES = { ...OWN_FAILURES, ...CERTIFICATE_FAILURES, ...PLATFORM_FAILURES } as const;

/** Codes of failures that the table of failures contains. */
export type FailureDetail = keyof typeof FAILURES;

const isKnown = (code: string): code is FailureDetail => Object.hasOwn(FAILURES, code);

/** Reads from an error, or from what caused it, why a request got no complete answer. */
export function readNetworkFailure(cause: unknown): NetworkFailure {
  const found = findFailure(cause);
  const { code, neverSent } = found && isKnown(found.code) ? FAILURES[found.code] : BROKEN;
  return {
    code,
    neverSent,
    detail: found?.detail ?? found?.code,
    cause: found?.code === 'HTTPParserError' ? undefined : cause,
  };
}

interface FoundFailure {
  readonly code: string;
  readonly detail: string | undefined;
}

/** Levels of causes that are searched. */
const DEEPEST_CAUSE = 4;

function findFailure(error: unknown, depth = 0): FoundFailure | undefined {
  if (typeof error !== 'object' || error === null || depth > DEEPEST_CAUSE) return undefined;
  const { name, code, detail, cause, errors } = error as Readonly<Record<string, unknown>>;
  // The codes of this error depend on where the parser stopped, or are missing.
  if (name === 'HTTPParserError') return { code: name, detail: undefined };
  if (typeof code === 'string') return { code, detail: typeof detail === 'string' ? detail : undefined };
  // Node tries all addresses of a host, and reports one error with the errors of all attempts.
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return findFailure(first, depth + 1) ?? findFailure(cause, depth + 1);
}
