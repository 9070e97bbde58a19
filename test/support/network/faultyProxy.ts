import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Identity } from './privateAuthority.ts';

/** What goes wrong with a request. */
export type Fault =
  /** The connection is reset before the target hears of the request. */
  | { readonly kind: 'reset' }
  /** The target does what was asked, then the connection is reset: the answer is lost. */
  | { readonly kind: 'dropAnswer' }
  /** Another answer: status, headers (`Retry-After`), body (HTML, empty). */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      /** Whether the target did what was asked before; default no. */
      readonly afterEffect?: boolean;
    }
  /** The target's answer, its body cut in half but sent as if it were whole: JSON that ends too early. */
  | { readonly kind: 'truncate' }
  /** The head of the target's answer and half of its body, and then nothing for ever. */
  | { readonly kind: 'stall' }
  /** No answer, ever. The target does what was asked only with `afterEffect`. */
  | { readonly kind: 'silence'; readonly afterEffect?: boolean }
  /** The target's answer, later by so many milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number };

/** Which requests a fault happens to. */
export interface FaultRule {
  /** Default: any. */
  readonly method?: string;
  /** Matched against path and query. */
  readonly path: RegExp;
  readonly fault: Fault;
  /** How often; default 1. `Infinity` = always. */
  readonly times?: number;
}

/** A request that came by. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Fault that happened to it, if any. */
  readonly fault?: Fault['kind'];
}

/** A proxy that stands in front of a service and misbehaves on demand. */
export interface FaultyProxy {
  /** To be used in place of the target's `Resource`, for discovery and tokens too. */
  readonly resource: string;
  /** Port of 127.0.0.1. */
  readonly port: number;
  /** All requests in the order of their arrival. Headers and bodies are not kept: they carry secrets. */
  readonly requests: readonly SeenRequest[];
  /** Adds a rule; the first that matches and is not used up counts. */
  inject(rule: FaultRule): void;
  /**
   * Resolves once the target has done what it was asked before, also where the answer went nowhere. Each request waits for
   * that, too: whoever gave up on an answer and asks again sees what has become of it.
   */
  settled(): Promise<void>;
  /** Removes all rules. */
  clear(): void;
  /** Ends it; rejects when a rule was never used, for then the test has not shown what it says. */
  dispose(): Promise<void>;
}

/** How a proxy is reached, where that is not plainly by its own address. */
export interface FaultyProxyOptions {
  /** Its own certificate: it answers https then. */
  readonly tls?: Identity;
  /** `Resource` under which others reach it, and which stands in what it answers. */
  readonly resource?: string;
  /** Told of each whole answer's body: for tests that look where secrets get to. */
  readonly answered?: (body: string) => void;
}

/**
 * Starts a proxy on a free port of 127.0.0.1.
 *
 * @param target `Resource` of a service reached by http, e.g. a local tenant's; requests carry the Host that it
 * expects, and its own address is replaced by the proxy's in what it answers (discovery)
 */
export async function startFaultyProxy(
  target: string,
  options: FaultyProxyOptions = {},
): Promise<FaultyProxy> {
  const rules: { rule: FaultRule; left: number; used: boolean }[] = [];
  const requests: SeenRequest[] = [];
  /** What the target was asked for somebody who may have given up by now. */
  const effects = new Set<Promise<unknown>>();
  const settled = async () => void (await Promise.allSettled(effects));
  const agent = new http.Agent({ keepAlive: true });
  const server = options.tls ? https.createServer(options.tls) : http.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { resource = `http://127.0.0.1:${port}` } = options;

  const takeFault = (method: string, path: string): Fault | undefined => {
    const row = rules.find(
      ({ rule, left }) =>
        left > 0 && (rule.method === undefined || rule.method === method) && rule.path.test(path),
    );
    if (!row) return undefined;
    row.left -= 1;
    row.used = true;
    return row.rule.fault;
  };

  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    const { method = '', url = '' } = request;
    const fault = takeFault(method, url);
    requests.push({ method, path: url, ...(fault && { fault: fault.kind }) });
    const send = async () => {
      const whole = await forward(request, target, resource, agent);
      options.answered?.(whole.body.toString('utf8'));
      return whole;
    };
    const forwarded = () => {
      const effect = send();
      if (fault) {
        effects.add(effect);
        effect.catch(() => {}).finally(() => effects.delete(effect));
      }
      return effect;
    };
    settled()
      .then(() => answer(fault, forwarded, response))
      .catch(() => response.socket?.destroy());
  });

  return {
    resource,
    port,
    requests,
    settled,
    inject: rule => rules.push({ rule, left: rule.times ?? 1, used: false }),
    clear: () => rules.splice(0),
    async dispose() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
      const unused = rules.filter(({ used }) => !used).map(({ rule }) => `${rule.method ?? ''} ${rule.path}`);
      if (unused.length > 0) throw new Error(`faults that never happened: ${unused.join(', ')}`);
    },
  };
}

interface WholeAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

async function answer(
  fault: Fault | undefined,
  forwarded: () => Promise<WholeAnswer>,
  response: http.ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'dropAnswer':
      await forwarded();
      response.socket?.resetAndDestroy();
      return;
    case 'answer':
      if (fault.afterEffect) await forwarded();
      response.writeHead(fault.status, fault.headers).end(fault.body);
      return;
    case 'silence':
      if (fault.afterEffect) await forwarded();
      return;
    case 'delay': {
      const whole = await forwarded();
      await new Promise(resolve => setTimeout(resolve, fault.ms));
      return send(response, whole);
    }
    case 'stall': {
      const { status, headers, body } = await forwarded();
      response.writeHead(status, { ...headers, 'content-length': String(body.length + 1) });
      response.write(body.subarray(0, Math.floor(body.length / 2)));
      return;
    }
    case 'truncate': {
      const whole = await forwarded();
      return send(response, { ...whole, body: whole.body.subarray(0, Math.floor(whole.body.length / 2)) });
    }
    case undefined:
      return send(response, await forwarded());
  }
}

function send(response: http.ServerResponse, { status, headers, body }: WholeAnswer): void {
  const length = status === 204 || body.length === 0 ? {} : { 'content-length': String(body.length) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}

async function forward(
  incoming: http.IncomingMessage,
  target: string,
  resource: string,
  agent: http.Agent,
): Promise<WholeAnswer> {
  const outgoing = http.request(new URL(incoming.url ?? '/', target), {
    agent,
    method: incoming.method ?? 'GET',
    headers: { ...incoming.headers, host: new URL(target).host },
  });
  incoming.pipe(outgoing);
  const [received] = (await once(outgoing, 'response')) as [http.IncomingMessage];
  const chunks = await received.toArray();
  const text = Buffer.concat(chunks).toString('utf8').replaceAll(target, resource);
  return {
    status: received.statusCode ?? 502,
    headers: withoutFraming(received.headers),
    body: Buffer.from(text),
  };
}

/** Headers about the connection or the length of a body that may change on its way. */
const FRAMING = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

function withoutFraming(headers: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !FRAMING.has(name)));
}
