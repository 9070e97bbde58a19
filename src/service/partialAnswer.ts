import * as v from 'valibot';
import { serviceWords, wordsSchema } from './errorOfAnswer.ts';
import { ServiceError } from './serviceError.ts';
import { requestInLog, type ServiceAnswer, type ServiceRequest } from './serviceRequest.ts';

/** Status of a list that the service could not read whole (documentation: *Multi-status*). */
const MULTI_STATUS = 207;

const envelope = v.object({
  ...wordsSchema.entries,
  ChildErrors: v.optional(v.array(wordsSchema), []),
  Data: v.array(v.unknown()),
});

/** A list as far as the service could read it. */
export interface ListAnswer {
  readonly body: unknown;
  /** What could not be read, in the service's words; missing when the list is whole. */
  readonly incomplete?: ServiceError;
}

/** Takes the list out of an answer, whole or not. Throws `malformedAnswer` for a 207 without one. */
export function listAnswer(request: ServiceRequest, { status, body }: ServiceAnswer): ListAnswer {
  if (status !== MULTI_STATUS) return { body };
  const read = v.safeParse(envelope, body);
  const facts = { request: requestInLog(request), status };
  if (!read.success) throw new ServiceError('malformedAnswer', { ...facts, detail: 'Data' });
  const { Data, ChildErrors, ...whole } = read.output;
  // one of the reasons stands for all: they are about items whose ids the user has not typed
  const words = { ...serviceWords(whole), ...serviceWords(ChildErrors[0] ?? {}) };
  return { body: Data, incomplete: new ServiceError('incomplete', { ...facts, ...words }) };
}
