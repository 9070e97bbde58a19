import { type Answer, errorBody, REFUSALS, type Refusal } from './answer.ts';

/** A list that was asked for by ids. */
export interface NamedList {
  /** The items of the page, as the service sends them. */
  readonly data: readonly unknown[];
  /** The number of all items that were found. */
  readonly totalCount: number;
  /** The ids that don't exist. */
  readonly missing: readonly string[];
}

/**
 * Answers with the items that were found: 207 with an error for each missing id, as the service does for Client Credentials
 * clients and users (documentation: *MultiStatusResponse*).
 *
 * @param notFound the refusal that a request for a single missing item gets
 */
export function writePartialList(
  { data, totalCount, missing }: NamedList,
  notFound: Refusal,
  newGuid: () => string,
): Answer {
  if (missing.length === 0) return { kind: 'success', status: 200, body: data, totalCount };
  const operationId = newGuid();
  const body = {
    OperationId: operationId,
    Error: 'Some of the items could not be read.',
    Reason: `${missing.length} of them do not exist.`,
    EventId: null,
    ChildErrors: missing.map(id => ({
      ...errorBody(notFound, operationId),
      StatusCode: REFUSALS.notFound.status,
      ModelId: id,
    })),
    Data: data,
  };
  return { kind: 'success', status: 207, body, totalCount };
}
