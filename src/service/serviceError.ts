import { RequestError, type RequestFacts, type RequestFailureCode } from '../network/requestError.ts';

/** Why a request to the identity API failed. */
export type ServiceErrorCode =
  /**
   * Among them `timedOut` also for 408, and `malformedAnswer` also for an answer of the service that lacks what it must
   * have.
   */
  | RequestFailureCode
  /** 207: the service could read only a part of a list. */
  | 'incomplete'
  /** 400: input that the service doesn't accept, or a limit. */
  | 'badRequest'
  /** 401, also with a new token. */
  | 'notSignedIn'
  /** 403: the sign-in doesn't have the required role. */
  | 'forbidden'
  /** 404. */
  | 'notFound'
  /** 405: a write on a regional address. */
  | 'writeOnRegionalAddress'
  /** 409, or 302 with an explanation: an id or name is taken, or what is to be deleted is in use. */
  | 'conflict'
  /** 412. */
  | 'preconditionFailed'
  /** Any other 5xx. */
  | 'serverFault'
  /** A status that isn't documented, or a redirect: redirects are never followed. */
  | 'unexpectedStatus'
  /** An answer of something else: the page of a proxy or a web server. */
  | 'notTheService'
  /** A list that doesn't end. */
  | 'endlessList'
  /** The caller cancelled the request. */
  | 'cancelled';

/** What is known about a failed request to the identity API. None of it is a secret. */
export interface ServiceErrorFacts extends RequestFacts {
  /** Method and path, for the log. */
  readonly request?: string;
  /** `OperationId`, which the service's support asks for. */
  readonly operationId?: string;
  /** `Error`, `Reason` and `Resolution` of the service's answer. */
  readonly error?: string;
  readonly reason?: string;
  readonly resolution?: string;
  /** Base URL that takes writes, as the service names it after a write on a regional address. */
  readonly writeAddress?: string;
  /** Whether a request that isn't idempotent may have taken effect although it failed. */
  readonly outcomeUnknown?: boolean;
}

/** The error of this room. The message is for the log; texts for users are made from the code and the facts. */
export class ServiceError extends RequestError {
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

  /** Whether a request that isn't idempotent may have taken effect although it failed. */
  get outcomeUnknown(): boolean {
    return this.facts.outcomeUnknown ?? false;
  }
}
