import * as v from 'valibot';
import { isIdempotent } from '../network/retryPolicy.ts';
import { ServiceError, type ServiceErrorCode, type ServiceErrorFacts } from './serviceError.ts';
import { requestInLog, type ServiceRequest } from './serviceRequest.ts';

const CODE_OF_STATUS: Readonly<Record<number, ServiceErrorCode>> = {
  400: 'badRequest',
  401: 'notSignedIn',
  403: 'forbidden',
  404: 'notFound',
  405: 'writeOnRegionalAddress',
  408: 'timedOut',
  409: 'conflict',
  412: 'preconditionFailed',
  429: 'tooManyRequests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** Statuses that say that the request was not carried out, whatever it was. All other faults leave that open. */
const NOT_CARRIED_OUT = new Set([429, 503]);

/** Longest word of the service that is kept: a message box shows less, and the log needs no more. UTF-16 units. */
const LONGEST_WORDS = 1000;

const words = v.optional(
  v.pipe(
    v.string(),
    v.transform(said => said.slice(0, LONGEST_WORDS)),
  ),
);

/** The service's own words about a failure; all of it optional: the body may be empty, or a proxy's page. */
export const wordsSchema = v.object({
  OperationId: words,
  Error: words,
  Reason: words,
  Resolution: words,
});

/** Makes the error of an answer whose status is no success. */
export function errorOfAnswer(
  request: ServiceRequest,
  answer: { readonly status: number; readonly body: string; readonly retryAfterMs?: number | undefined },
): ServiceError {
  const { status, body, retryAfterMs } = answer;
  const facts: ServiceErrorFacts = {
    request: requestInLog(request),
    status,
    ...wordsOf(body),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    outcomeUnknown: !isIdempotent(request) && leavesOutcomeOpen(status),
  };
  return new ServiceError(codeOfStatus(status), facts);
}

function codeOfStatus(status: number): ServiceErrorCode {
  return CODE_OF_STATUS[status] ?? (status >= 500 ? 'serverFault' : 'unexpectedStatus');
}

const leavesOutcomeOpen = (status: number): boolean =>
  status === 408 || (status >= 500 && !NOT_CARRIED_OUT.has(status));

function wordsOf(body: string): Partial<ServiceErrorFacts> {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), wordsSchema), body);
  return read.success ? serviceWords(read.output) : {};
}

/** Takes over the service's words as far as it has said any. */
export function serviceWords(said: v.InferOutput<typeof wordsSchema>): Partial<ServiceErrorFacts> {
  const { OperationId, Error: error, Reason, Resolution } = said;
  return {
    ...(OperationId ? { operationId: OperationId } : {}),
    ...(error ? { error } : {}),
    ...(Reason ? { reason: Reason } : {}),
    ...(Resolution ? { resolution: Resolution } : {}),
  };
}
