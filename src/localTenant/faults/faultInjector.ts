import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { FaultFile } from './faultFile.ts';
import type { FaultRule } from './faultRule.ts';
import { holdAnswer } from './holdAnswer.ts';

interface Faulty<Kind extends FaultRule['kind']> {
  readonly rule: Extract<FaultRule, { kind: Kind }>;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly late: LateRequests;
  /** Lets the tenant carry out the request. */
  pass(): void;
}

/** The requests whose changes count in authentication only after a number of seconds. */
export type LateRequests = WeakMap<IncomingMessage, number>;

/** What each kind of fault does to a request. */
const FAULTS: { [Kind in FaultRule['kind']]: (faulty: Faulty<Kind>) => void } = {
  latency: ({ rule, pass }) => void sleep(rule.delayMs).then(pass),
  // A connection with TLS can't be reset, only closed without its last message.
  reset: ({ request: { socket } }) =>
    socket instanceof TLSSocket ? socket.destroy() : socket.resetAndDestroy(),
  dropAnswer: ({ request, response, pass }) => {
    holdAnswer(response, () => request.socket.destroy());
    pass();
  },
  truncatedJson: ({ response, pass }) => {
    holdAnswer(response, body => {
      const half = body.subarray(0, Math.floor(body.length / 2));
      response.setHeader('Content-Length', half.length).end(half);
    });
    pass();
  },
  status: ({ rule, request, response, pass }) => {
    if (!rule.afterEffect) return sendError(request, response, rule);
    holdAnswer(response, () => sendError(request, response, rule));
    pass();
  },
  late: ({ rule, request, late, pass }) => {
    late.set(request, rule.seconds);
    pass();
  },
  html: ({ rule, request, response }) => {
    request.resume();
    response
      .writeHead(rule.status, { 'Content-Type': 'text/html' })
      .end('<!DOCTYPE html><title>Bad gateway</title><h1>Bad gateway</h1>');
  },
  empty: ({ rule, request, response }) => {
    request.resume();
    response.writeHead(rule.status).end();
  },
};

/**
 * Returns a listener that injects faults before the given one, for tests. Each fault is logged as `fault KIND: METHOD PATH`,
 * without the query, so that a test can check that it happened.
 *
 * @param late gets the requests whose changes count late, for the API
 */
export function injectFaults(
  listener: RequestListener,
  faults: FaultFile,
  log: (line: string) => void,
  late: LateRequests,
): RequestListener {
  return (request, response) => {
    const { method = '', url = '' } = request;
    const [path = ''] = url.split('?', 1);
    const rule = faults.take(method, path);
    if (!rule) return listener(request, response);
    log(`fault ${rule.kind}: ${method} ${path}`);
    // Each row takes rules of its own kind, which the type of a lookup can't express.
    const inject = FAULTS[rule.kind] as (faulty: unknown) => void;
    inject({ rule, request, response, late, pass: () => listener(request, response) });
  };
}

function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  { status, retryAfterSeconds }: Extract<FaultRule, { kind: 'status' }>,
): void {
  request.resume();
  const body = {
    OperationId: '00000000-0000-4000-8000-00000000fa17',
    Error: `The request failed with status ${status}.`,
    Reason: 'The local tenant was told to fail.',
    Resolution: 'Try again.',
  };
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
