import { readNetworkFailure } from '../network/networkFailure.ts';
import { isIdempotent } from '../network/retryPolicy.ts';
import { ServiceError } from './serviceError.ts';
import { requestInLog, type ServiceRequest } from './serviceRequest.ts';

/** Returns the error of a request that got no complete answer. */
export function errorOfFailure(request: ServiceRequest, error: unknown, signal?: AbortSignal): ServiceError {
  const { code, neverSent, detail, cause } = readNetworkFailure(error);
  const outcomeUnknown = !isIdempotent(request) && !neverSent;
  const facts = { request: requestInLog(request), outcomeUnknown, detail };
  return new ServiceError(signal?.aborted ? 'cancelled' : code, facts, cause);
}
