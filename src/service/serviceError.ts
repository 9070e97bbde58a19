/** Why a request to the identity API failed. */
export type ServiceErrorCode =
  /** 207: the service could read only a part of a list. */
  | 'incomplete'
  /** 400: input that the service does not accept, or a limit. */
  | 'badRequest'
  /** 401, also with a fresh token. */
  | 'notSignedIn'
  /** 403: a role is missing. */
  | 'forbidden'
  /** 404. */
  | 'notFound'
  /** 405: a write on a regional address. */
  | 'writeOnRegionalAddress'
  /** 408, or one of our own time-outs. */
  | 'timedOut'
  /** 409: the id is taken. */
  | 'conflict'
  /** 412. */
  | 'preconditionFailed'
  /** 429. */
  | 'tooManyRequests'
  /** 502, 503, 504. */
  | 'unavailable'
  /** Any other 5xx. */
  | 'serverFault'
  /** A status that the documentation does not know, redirects included: they are never followed. */
  | 'unexpectedStatus'
  /** No connection, or one that broke. */
  | 'unreachable'
  /** The certificate is not trusted. */
  | 'tlsNotTrusted'
  /** The proxy does not let us through, or wants a password. */
  | 'proxyRefused'
  /** The proxy cannot be reached. */
  | 'proxyUnreachable'
  /** An answer that is not the service's: a proxy's or a web server's page. */
  | 'notTheService'
  /** An answer of the service that lacks what it must have. */
  | 'malformedAnswer'
  /** An answer that is longer than anything that the service says. */
  | 'answerTooLarge'
  /** A list that does not come to its end. */
  | 'endlessList'
  /** The caller gave up. */
  | 'cancelled';

/** Facts about a failed request; none of them is a secret. */
export interface ServiceErrorFacts {
  /** Method and path, for the log. */
  readonly request?: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** `OperationId`, which support asks for. */
  readonly operationId?: string;
  /** `Error`, `Reason` and `Resolution` of the service's answer, in its own words. */
  readonly error?: string;
  readonly reason?: string;
  readonly resolution?: string;
  /** What `Retry-After` asks for. */
  readonly retryAfterMs?: number;
  /** A request that must not be repeated blindly may have taken effect all the same. */
  readonly outcomeUnknown?: boolean;
  /** Code of the network failure, such as `ECONNREFUSED`; or where in an answer something was wrong. */
  readonly detail?: string;
}

/** The one error of this room. Its message is for the log; what a user reads is made from the code and the facts. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ServiceErrorCode;
  readonly facts: ServiceErrorFacts;

  constructor(code: ServiceErrorCode, facts: ServiceErrorFacts = {}, cause?: unknown) {
    const shown = [facts.request, facts.status, facts.error, facts.reason, facts.detail]
      .filter(Boolean)
      .join(', ');
    super(shown ? `${code}: ${shown}` : code, { cause });
    this.code = code;
    this.facts = facts;
  }

  /** Whether a request that must not be repeated blindly may have taken effect all the same. */
  get outcomeUnknown(): boolean {
    return this.facts.outcomeUnknown ?? false;
  }
}
