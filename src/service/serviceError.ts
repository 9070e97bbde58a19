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
  /** 409: the id is taken. */
  | 'conflict'
  /** 412. */
  | 'preconditionFailed'
  /** Any other 5xx. */
  | 'serverFault'
  /** A status that the documentation does not know, redirects included: they are never followed. */
  | 'unexpectedStatus'
  /** An answer that is not the service's: a proxy's or a web server's page. */
  | 'notTheService'
  /** A list that does not come to its end. */
  | 'endlessList'
  /** The caller gave up. */
  | 'cancelled';

/** What is known about a failed request to the identity API. None of it is a secret. */
export interface ServiceErrorFacts extends RequestFacts {
  /** Method and path, for the log. */
  readonly request?: string;
  /** `OperationId`, which support asks for. */
  readonly operationId?: string;
  /** `Error`, `Reason` and `Resolution` of the service's answer, in its own words. */
  readonly error?: string;
  readonly reason?: string;
  readonly resolution?: string;
  /** A request that must not be repeated blindly may have taken effect all the same. */
  readonly outcomeUnknown?: boolean;
}

/** The one error of this room. Its message is for the log; what a user reads is made from the code and the facts. */
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

  /** Whether a request that must not be repeated blindly may have taken effect all the same. */
  get outcomeUnknown(): boolean {
    return this.facts.outcomeUnknown ?? false;
  }
}
