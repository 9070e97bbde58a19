import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Fault, type FaultRule, FaultRules } from './faultRules.ts';
import type { Identity } from './privateAuthority.ts';

/** A request that the proxy got. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Its fault, if it had one. */
  readonly fault?: Fault['kind'] | undefined;
}

/** A proxy in front of a service that injects faults. */
export interface FaultyProxy {
  /** Replaces the target's `Resource`, also for discovery and tokens. */
  readonly resource: string;
  /** Port of 127.0.0.1. */
  readonly port: number;
  /** All requests in the order of their arrival, without headers and bodies, which contain secrets. */
  readonly requests: readonly SeenRequest[];
  /** Adds a rule; the first one that matches and isn't used up applies. */
  inject(rule: FaultRule): void;
  /**
   * Resolves once the target has carried out all earlier requests, including those with lost answers. Each request waits for
   * this, so that a client that asks again sees the effect of its lost request.
   */
  settled(): Promise<void>;
  /** Removes all rules. */
  clear(): void;
  /** Ends it; rejects if a rule was never used, because then the test hasn't tested it. */
  dispose(): Promise<void>;
}

/** Options of a proxy. */
export interface FaultyProxyOptions {
  /** Its certificate, for https; default: http. */
  readonly tls?: Identity;
  /** `Resource` by which clients reach it, and which its answers contain; default: its address. */
  readonly resource?: string;
  /** Called with the body of each complete answer, for tests that search for secrets. */
  readonly answered?: (body: string) => void;
}

/**
 * Starts a proxy on a free port of 127.0.0.1.
 *
 * @param target `Resource` of a service reached by http, such as a local tenant. Requests get the Host header that it
 * expects, and answers (discovery) the proxy's address in place of the target's, but for the issuer, which tokens name, too:
 * the service answers at several addresses, and names itself by one of them.
 */
export async function startFaultyProxy(
  target: string,
  options: FaultyProxyOptions = {},
): Promise<FaultyProxy> {
  const rules = new FaultRules();
  const requests: SeenRequest[] = [];
  /** Requests to the target whose sender may have stopped waiting. */
  const effects = new Set<Promise<unknown>>();
  const settled = async () => void (await Promise.allSettled(effects));
  const agent = new http.Agent({ keepAlive: true });
  const server = options.tls ? https.createServer(options.tls) : http.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { resource = `http://127.0.0.1:${port}` } = options;

  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    const { method = '', url = '' } = request;
    const fault = rules.take(method, url);
    requests.push({ method, path: url, fault: fault?.kind });
    const forwardWhole = async () => {
      const whole = await forward(request, target, resource, agent);
      options.answered?.(whole.body.toString('utf8'));
      return whole;
    };
    const forwardOnce = () => {
      const effect = forwardWhole();
      if (fault) {
        effects.add(effect);
        effect.catch(() => {}).finally(() => effects.delete(effect));
      }
      return effect;
    };
    settled()
      .then(() => answer(fault, forwardOnce, response))
      .catch(() => response.socket?.destroy());
  });

  return {
    resource,
    port,
    requests,
    settled,
    inject: rule => rules.add(rule),
    clear: () => rules.clear(),
    async dispose() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
      const unused = rules.unused();
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
  forwardOnce: () => Promise<WholeAnswer>,
  response: http.ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'dropAnswer':
      await forwardOnce();
      response.socket?.resetAndDestroy();
      return;
    case 'answer':
      if (fault.afterEffect) await forwardOnce();
      response.writeHead(fault.status, fault.headers).end(fault.body);
      return;
    case 'silence':
      if (fault.afterEffect) await forwardOnce();
      return;
    case 'hold': {
      if (fault.beforeEffect) await fault.until;
      const whole = await forwardOnce();
      await fault.until;
      return send(response, whole);
    }
    case 'delay': {
      const whole = await forwardOnce();
      await new Promise(resolve => setTimeout(resolve, fault.ms));
      return send(response, whole);
    }
    case 'stall': {
      const { status, headers, body } = await forwardOnce();
      response.writeHead(status, { ...headers, 'content-length': String(body.length + 1) });
      response.write(body.subarray(0, Math.floor(body.length / 2)));
      return;
    }
    case 'truncate': {
      const whole = await forwardOnce();
      return send(response, { ...whole, body: whole.body.subarray(0, Math.floor(whole.body.length / 2)) });
    }
    case undefined:
      return send(response, await forwardOnce());
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
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replaceAll(target, resource)
    .replace(`"issuer":"${resource}/`, `"issuer":"${target}/`);
  return {
    status: received.statusCode ?? 502,
    headers: removeFraming(received.headers),
    body: Buffer.from(text),
  };
}

/** Headers about the connection or the length of a body that may change on its way. */
const FRAMING = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

function removeFraming(headers: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !FRAMING.has(name)));
}
