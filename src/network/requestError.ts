import type { NetworkFailureCode } from './networkFailure.ts';

/** Failures that decide whether a request is repeated and whether the service is down. */
export type RequestFailureCode =
  | NetworkFailureCode
  /** 429. */
  | 'tooManyRequests'
  /** 502, 503, 504. */
  | 'unavailable';

/** What is known about a failed request. None of it is a secret. */
export interface RequestFacts {
  /** HTTP status; missing when there was no answer. */
  readonly status?: number;
  /** What the header `Retry-After` asks for, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Code of the network failure, such as `ECONNREFUSED`, or where in the answer something is wrong. */
  readonly detail?: string;
}

/** Base of the errors of the rooms that send requests, which share the codes of {@link RequestFailureCode}. */
export abstract class RequestError extends Error {
  abstract readonly code: string;
  abstract get facts(): RequestFacts;
}
