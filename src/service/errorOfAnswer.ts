import * as v from 'valibot';
import { isIdempotent } from '../network/retryPolicy.ts';
import { redact } from '../secret/redaction.ts';
import { ServiceError, type ServiceErrorCode, type ServiceErrorFacts } from './serviceError.ts';
import { requestInLog, type ServiceRequest } from './serviceRequest.ts';

/** A redirect, with which the service also says that a name is taken: then it explains so, and a proxy doesn't. */
const FOUND = 302;

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

/** Statuses of 5xx and 429 that say that the request was not carried out. All others leave that open. */
const NOT_CARRIED_OUT = new Set([429, 503]);

/**
 * Longest text of the service that is kept, in UTF-16 units: more than a message shows and the log needs; and how much of
 * it is searched for secrets before it is cut.
 */
const LONGEST_TEXT = 1000;
const LONGEST_READ = 10_000;

/** A text that is null, or isn't a text, is missing: it must not hide the other texts. */
const text = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.transform(value => redact(value.slice(0, LONGEST_READ)).slice(0, LONGEST_TEXT)),
    ),
  ),
  undefined,
);

/** What the service says about a failure. All of it is optional: the body can be empty, or the page of a proxy. */
export const explanationSchema = v.object({
  OperationId: text,
  Error: text,
  Reason: text,
  Resolution: text,
});

/** Returns the error of an answer whose status isn't one of success. */
export function errorOfAnswer(
  request: ServiceRequest,
  answer: { readonly status: number; readonly body: string; readonly retryAfterMs?: number | undefined },
): ServiceError {
  const { status, body, retryAfterMs } = answer;
  const explanation = readExplanation(body);
  const facts: ServiceErrorFacts = {
    request: requestInLog(request),
    status,
    ...explanation,
    retryAfterMs,
    outcomeUnknown: !isIdempotent(request) && leavesOutcomeOpen(status),
  };
  const isExplained = Object.values(explanation).some(said => said !== undefined);
  const isTaken = status === FOUND && request.method === 'POST' && isExplained;
  return new ServiceError(isTaken ? 'conflict' : codeOfStatus(status), facts);
}

function codeOfStatus(status: number): ServiceErrorCode {
  return CODE_OF_STATUS[status] ?? (status >= 500 ? 'serverFault' : 'unexpectedStatus');
}

const leavesOutcomeOpen = (status: number): boolean =>
  status === 408 || (status >= 500 && !NOT_CARRIED_OUT.has(status));

function readExplanation(body: string): Partial<ServiceErrorFacts> {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), explanationSchema), body);
  return read.success ? toExplanation(read.output) : {};
}

/** Returns what the service says about a failure, without empty texts. */
export function toExplanation(
  answer: v.InferOutput<typeof explanationSchema>,
): Pick<ServiceErrorFacts, 'operationId' | 'error' | 'reason' | 'resolution'> {
  return {
    operationId: answer.OperationId || undefined,
    error: answer.Error || undefined,
    reason: answer.Reason || undefined,
    resolution: answer.Resolution || undefined,
  };
}
