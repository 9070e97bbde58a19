import type { IncomingMessage, ServerResponse } from 'node:http';

/** The answer to a request that was carried out. */
export interface Success {
  readonly kind: 'success';
  readonly status: number;
  /** Sent as JSON; `undefined`: no body. */
  readonly body?: unknown;
  /** Value of the header `Total-Count`. */
  readonly totalCount?: number;
  /** Whether the body isn't the service's own, so that its null properties are always sent; default `false`. */
  readonly verbatim?: boolean;
}

/** Why a request is refused, with the status and the text of `Error` in the body. */
export const REFUSALS = {
  badRequest: { status: 400, error: 'The request is not valid.' },
  unauthorized: { status: 401, error: 'The request is not authenticated.' },
  forbidden: { status: 403, error: 'The caller is not allowed to do this.' },
  notFound: { status: 404, error: 'There is no such resource.' },
  methodNotAllowed: { status: 405, error: 'The resource does not support this method.' },
  conflict: { status: 409, error: 'The resource exists already.' },
  tooLarge: { status: 413, error: 'The request is too large.' },
  wrongHost: { status: 421, error: 'The request is for another host.' },
  serverFault: { status: 500, error: 'The local tenant failed.' },
} as const;

/** A refused request, with the reason and the solution. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly refusal: keyof typeof REFUSALS;
  /** The reason. */
  readonly reason: string;
  /** The solution. */
  readonly resolution: string;
  /** Further response headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The result of an operation. */
export type Answer = Success | Refusal;

/** A value read from input, or the refusal to send. */
export type Read<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Returns a refusal. */
export function refuse(refusal: keyof typeof REFUSALS, reason: string, resolution: string): Refusal {
  return { kind: 'refusal', refusal, reason, resolution };
}

/** Returns the body of a refusal as the service sends it (documentation: *Error responses*). */
export function errorBody({ refusal, reason, resolution }: Refusal, operationId: string) {
  return { OperationId: operationId, Error: REFUSALS[refusal].error, Reason: reason, Resolution: resolution };
}

/**
 * Sends an answer. Properties that are null are left out unless the request has `Accept-Verbosity: verbose`; to HEAD, the
 * headers are the same, but there is no body (RFC 9110, section 9.3.2).
 *
 * @param newGuid returns the operation id of a refusal
 */
export function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  newGuid: () => string,
): void {
  const refused = answer.kind === 'refusal';
  const status = refused ? REFUSALS[answer.refusal].status : answer.status;
  const content = refused ? errorBody(answer, newGuid()) : answer.body;
  const headers: Record<string, string | number> = { 'Cache-Control': 'no-store' };
  if (refused) Object.assign(headers, answer.headers);
  else if (answer.totalCount !== undefined) headers['Total-Count'] = answer.totalCount;
  const withNulls = isVerbose(request) || (!refused && answer.verbatim === true);
  const body = content === undefined ? undefined : Buffer.from(writeJson(content, withNulls));
  if (body) {
    headers['Content-Type'] = 'application/json; charset=utf-8';
    headers['Content-Length'] = body.length;
  }
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
}

/** Tells whether a request wants all properties (documentation: *Accept-Verbosity*). */
function isVerbose({ headers }: IncomingMessage): boolean {
  return String(headers['accept-verbosity']).trim().toLowerCase() === 'verbose';
}

function writeJson(content: unknown, withNulls: boolean): string {
  const json = JSON.stringify(content);
  // Few answers have nulls, and leaving them out costs several times as much as writing the text.
  if (withNulls || !json.includes(':null')) return json;
  return JSON.stringify(content, (_name, value) => (value === null ? undefined : value));
}
