import type { Agent, Dispatcher, fetch as undiciFetch } from 'undici';

/** Connections kept to one host: more gain nothing on one listing, and a sweep needs no more to hide latency. */
const CONNECTIONS = 16;
/** Time for a connection with TLS to stand: a VPN that has gone shows here, and nobody waits longer for it. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Time until an answer begins. The service itself gives up (408) sooner. */
const HEADERS_TIMEOUT_MS = 60_000;
/** Time between two pieces of a body. */
const BODY_TIMEOUT_MS = 30_000;
/** Largest answer that is read: a page of 1,000 clients is 0.3 MB. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Limits of a dispatcher, milliseconds and counts. */
export interface HttpDispatcherOptions {
  readonly connections?: number;
  readonly connectTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
}

/** What undici needs to know about one request. */
export type HttpRequest = Omit<Dispatcher.RequestOptions<null>, 'path' | 'origin' | 'dispatcher'>;

/**
 * The one way to the network: connections that are kept alive, and time-outs. undici is loaded with the first
 * request, since an editor starts without any.
 */
export class HttpDispatcher {
  readonly #options: HttpDispatcherOptions;
  #loading: Promise<{ readonly undici: typeof import('undici'); readonly agent: Agent }> | undefined;

  constructor(options: HttpDispatcherOptions = {}) {
    this.#options = options;
  }

  /** Sends a request; redirects are not followed, so that a token never reaches another host. */
  async request(url: string, request: HttpRequest): Promise<Dispatcher.ResponseData> {
    const { undici, agent } = await this.#load();
    return undici.request(url, { ...request, dispatcher: agent });
  }

  /** `fetch` over the same connections, for libraries that ask for one; redirects are an error. */
  readonly fetch: typeof undiciFetch = async (input, init) => {
    const { undici, agent } = await this.#load();
    return undici.fetch(input, { ...init, redirect: 'error', dispatcher: agent });
  };

  /** Closes the connections at once. */
  async dispose(): Promise<void> {
    const loading = this.#loading;
    this.#loading = undefined;
    await (await loading)?.agent.destroy();
  }

  #load() {
    this.#loading ??= import('undici').then(undici => ({
      undici,
      agent: new undici.Agent({
        connections: this.#options.connections ?? CONNECTIONS,
        connect: { timeout: this.#options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS },
        headersTimeout: this.#options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS,
        bodyTimeout: this.#options.bodyTimeoutMs ?? BODY_TIMEOUT_MS,
        maxResponseSize: MAX_ANSWER_BYTES,
      }),
    }));
    return this.#loading;
  }
}
