import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a browser may remember a preflight's answer, seconds. */
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * Lets pages of the origins that the tenant's clients name (`AllowedCorsOrigins`) use the API (Fetch standard, CORS
 * protocol). Other pages get the same answers, which their browser keeps from them.
 *
 * @returns whether the request was a preflight, which is answered then
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
