import type { ServiceError, ServiceErrorCode } from './serviceError.ts';
import { isIdempotent, type ServiceRequest } from './serviceRequest.ts';

/** Requests sent for one call at most, the first one included. */
const MAX_ATTEMPTS = 4;
/** Wait before the first repetition; it doubles each time. */
const FIRST_WAIT_MS = 200;
/** Longest wait that a person is left without an answer for; a service that asks for more gets its error shown. */
const LONGEST_WAIT_MS = 10_000;

/** Failures that may pass by themselves. */
const PASSING: ReadonlySet<ServiceErrorCode> = new Set([
  'tooManyRequests',
  'unavailable',
  'timedOut',
  'unreachable',
]);

/**
 * Failures that do not, though their code may: nobody listens, the name leads nowhere, or an answer that has been
 * waited for as long as anybody does.
 */
const LASTING_DETAILS = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_ANSWER_TOO_SLOW',
]);

/**
 * Tells how long to wait before a request is sent again; `undefined` when it must not be, or is not worth it.
 * Requests that are not idempotent are repeated only when the service said that it did not carry them out: 429, or
 * 503 with `Retry-After`.
 *
 * @param attempt how often the request has been sent, from 1
 * @param random 0 ≤ random < 1: spreads the repetitions of many callers
 */
export function retryDelayMs(
  request: ServiceRequest,
  error: ServiceError,
  attempt: number,
  random: number,
): number | undefined {
  const { retryAfterMs, detail } = error.facts;
  if (attempt >= MAX_ATTEMPTS || !PASSING.has(error.code)) return undefined;
  if (detail && LASTING_DETAILS.has(detail)) return undefined;
  if (!isIdempotent(request) && !wasTurnedAway(error)) return undefined;
  const backOffMs = FIRST_WAIT_MS * 2 ** (attempt - 1);
  const delayMs = Math.max(retryAfterMs ?? 0, backOffMs * (0.5 + random));
  return delayMs <= LONGEST_WAIT_MS ? delayMs : undefined;
}

const wasTurnedAway = ({ code, facts }: ServiceError): boolean =>
  code === 'tooManyRequests' || (facts.status === 503 && facts.retryAfterMs !== undefined);
