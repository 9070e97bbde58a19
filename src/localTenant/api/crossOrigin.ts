import type { IncomingMessage, ServerResponse } from 'node:http';

/** Time for which a browser may cache the answer to a preflight, in seconds. */
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * Lets pages use the API if a client of the tenant allows their origin (`AllowedCorsOrigins`). Other pages get the same
 * answers, but their browser doesn't let them read these. Returns whether the request was a preflight, and thus answered.
 *
 * @see Fetch standard, CORS protocol
 */
export function answerCrossOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  allowsOrigin: (origin: string) => boolean,
): boolean {
  const { origin, 'access-control-request-method': method } = request.headers;
  if (origin === undefined) return false;
  response.setHeader('Vary', 'Origin');
  if (!allowsOrigin(origin)) return false;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', 'Total-Count, WWW-Authenticate');
  if (request.method !== 'OPTIONS' || method === undefined) return false;
  response
    .writeHead(204, {
      'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '',
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, DELETE',
      'Access-Control-Max-Age': PREFLIGHT_MAX_AGE_SECONDS,
    })
    .end();
  return true;
}
