import type { Dispatcher, fetch as undiciFetch } from 'undici';
import { answerDeadline } from './answerDeadline.ts';
import { AnswerReader, type HttpAnswer } from './answerReader.ts';
import type { NetworkLimits } from './networkAgent.ts';
import { DIRECT_NETWORK, type NetworkSettings } from './networkSettings.ts';
import { wholeBody } from './wholeBody.ts';

/** Requests that can be under way to one host. */
export const MOST_CONNECTIONS = 64;

const LIMITS: NetworkLimits = {
  /** Connections to one host at most. Nothing but a survey of a distant tenant needs so many, to hide the latency. */
  connections: MOST_CONNECTIONS,
  /** Time for a connection with TLS to stand: a VPN that has gone shows here, and nobody waits longer for it. */
  connectTimeoutMs: 10_000,
  /** Time until an answer begins. The service itself gives up (408) sooner. */
  headersTimeoutMs: 60_000,
  /** Time between two pieces of a body. */
  bodyTimeoutMs: 30_000,
  /** Time for a whole answer: a page of 1,000 clients over a line of 20 kbit/s. */
  answerTimeoutMs: 120_000,
  /**
   * Largest answer that is read: a page of 1,000 clients is 0.3 MB, and 5 MB if each has all the addresses that it may
   * have. JSON grows by a factor of twenty at worst once it is parsed, and eight pages may be under way.
   */
  maxAnswerBytes: 16 * 1024 * 1024,
  /** Largest answer of {@link HttpDispatcher.fetch}, unpacked: discovery documents and tokens have a few kilobytes. */
  maxFetchedBytes: 1024 * 1024,
};

/** One request as it goes over the wire. */
export interface HttpRequest {
  readonly method: Dispatcher.HttpMethod;
  /** Scheme, host and port. */
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal?: AbortSignal | undefined;
}

interface Loaded {
  readonly undici: typeof import('./undici.ts');
  readonly agent: Dispatcher;
}

/**
 * The one way to the network: connections that are kept alive, time-outs, the proxy and the certificates that the
 * user's settings name. undici is loaded with the first request, since an editor starts without any.
 */
export class HttpDispatcher {
  readonly #limits: NetworkLimits;
  readonly #settings: () => NetworkSettings | Promise<NetworkSettings>;
  #loading: Promise<Loaded> | undefined;

  /** @param settings read with the first request, and again after each {@link reconfigure} */
  constructor(
    limits: Partial<NetworkLimits> = {},
    settings: () => NetworkSettings | Promise<NetworkSettings> = () => DIRECT_NETWORK,
  ) {
    this.#limits = { ...LIMITS, ...limits };
    this.#settings = settings;
  }

  /**
   * Sends a request and reads the whole answer; redirects are not followed, so that a token never reaches another host.
   * Rejects with undici's error, or with the signal's reason.
   */
  async request({ signal, ...request }: HttpRequest): Promise<HttpAnswer> {
    const { agent } = await this.#load();
    const reader = new AnswerReader(this.#limits.answerTimeoutMs, signal);
    agent.dispatch(request, reader);
    return reader.answer;
  }

  /**
   * `fetch` over the same connections, for libraries that ask for one. The answer has arrived whole; a redirect is an
   * answer like any other, and not followed.
   */
  readonly fetch: typeof undiciFetch = async (input, init) => {
    const { undici, agent } = await this.#load();
    const dispatcher = agent.compose(answerDeadline(this.#limits.answerTimeoutMs));
    const answer = await undici.fetch(input, { ...init, redirect: 'manual', dispatcher });
    const { status, statusText, headers } = answer;
    const body = await wholeBody(answer.body, this.#limits.maxFetchedBytes);
    // some statuses may have no body, not even an empty one
    return new undici.Response(body.length > 0 ? body : null, { status, statusText, headers });
  };

  /** Has the settings read again for the next request; those under way go on as they began. */
  reconfigure(): void {
    const loading = this.#loading;
    this.#loading = undefined;
    loading?.then(({ agent }) => agent.close()).catch(() => undefined);
  }

  /** Closes the connections at once. */
  async dispose(): Promise<void> {
    const loading = this.#loading;
    this.#loading = undefined;
    await (await loading)?.agent.destroy();
  }

  #load(): Promise<Loaded> {
    this.#loading ??= this.#make().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #make(): Promise<Loaded> {
    const [undici, { networkAgent }, settings] = await Promise.all([
      import('./undici.ts'),
      import('./networkAgent.ts'),
      this.#settings(),
    ]);
    return { undici, agent: networkAgent(undici, settings, this.#limits) };
  }
}
