import type { FailureDetail } from './networkFailure.ts';
import type { RequestError, RequestFailureCode } from './requestError.ts';

/** Most times that one request is sent, the first time included. */
const MAX_ATTEMPTS = 4;
/** Wait before the first repetition. It doubles each time. */
const FIRST_WAIT_MS = 200;
/** Longest wait. When a service asks for more, the user sees its error instead. */
const LONGEST_WAIT_MS = 10_000;

/** Failures that can pass by themselves. */
const PASSING: ReadonlySet<string> = new Set<RequestFailureCode>([
  'tooManyRequests',
  'unavailable',
  'timedOut',
  'unreachable',
]);

/** Details of failures that don't pass although their code can, or after which another wait would be too long. */
const LASTING_DETAILS: ReadonlySet<string> = new Set<FailureDetail>([
  'ECONNREFUSED',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_ANSWER_TOO_SLOW',
]);

/**
 * Tells whether a request can be repeated without another effect.
 *
 * @see RFC 9110, section 9.2.2
 */
export const isIdempotent = ({ method }: { readonly method: string }): boolean => method !== 'POST';

/**
 * Returns how long to wait before a request is sent again, in milliseconds; `undefined` when it must not be repeated,
 * or when repeating it is of no use. A request that isn't idempotent is repeated only when the service said that it
 * didn't carry it out: 429, or 503 with `Retry-After`.
 *
 * @param attempt how often the request has been sent, from 1
 * @param random 0 ≤ random < 1: spreads the repetitions of many callers
 */
export function retryDelayMs(
  request: { readonly method: string },
  error: Pick<RequestError, 'code' | 'facts'>,
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

const TURNED_AWAY: RequestFailureCode = 'tooManyRequests';

const wasTurnedAway = ({ code, facts }: Pick<RequestError, 'code' | 'facts'>): boolean =>
  code === TURNED_AWAY || (facts.status === 503 && facts.retryAfterMs !== undefined);
