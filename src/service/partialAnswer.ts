import * as v from 'valibot';
import { explanationSchema, toExplanation } from './errorOfAnswer.ts';
import { ServiceError } from './serviceError.ts';
import { requestInLog, type ServiceAnswer, type ServiceRequest } from './serviceRequest.ts';

/** Status of a list that the service couldn't read completely (documentation: *Multi-status*). */
const MULTI_STATUS = 207;

const envelope = v.object({
  ...explanationSchema.entries,
  // Errors that can't be read are no reason to hide the items.
  ChildErrors: v.fallback(v.array(explanationSchema), []),
  // With null, the service could read none of them.
  Data: v.nullable(v.array(v.unknown()), []),
});

/** A list, or the part of it that the service could read. */
export interface ListAnswer {
  readonly body: unknown;
  /** Why items are missing, as the service says it; `undefined` when the list is complete. */
  readonly incomplete?: ServiceError;
}

/** Reads the list of an answer, complete or not. Throws `malformedAnswer` for a 207 without a list. */
export function readList(request: ServiceRequest, { status, body }: ServiceAnswer): ListAnswer {
  if (status !== MULTI_STATUS) return { body };
  const read = v.safeParse(envelope, body);
  const facts = { request: requestInLog(request), status };
  if (!read.success) throw new ServiceError('malformedAnswer', { ...facts, detail: 'Data' });
  const { Data, ChildErrors, ...whole } = read.output;
  // One reason is enough: the user doesn't know the ids of the missing items.
  const [first = {}] = ChildErrors;
  const explanation = toExplanation({
    OperationId: first.OperationId || whole.OperationId,
    Error: first.Error || whole.Error,
    Reason: first.Reason || whole.Reason,
    Resolution: first.Resolution || whole.Resolution,
  });
  return { body: Data, incomplete: new ServiceError('incomplete', { ...facts, ...explanation }) };
}
