import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher, fetch as undiciFetch } from 'undici';
import { answerDeadline } from './answerDeadline.ts';
import { AnswerReader, type HttpAnswer } from './answerReader.ts';
import type { NetworkLimits } from './networkAgent.ts';
import { DIRECT_NETWORK, type NetworkSettings } from './networkSettings.ts';
import { readBody } from './readBody.ts';
import { readBusyAnswer } from './retryAfter.ts';
import { retryDelayMs } from './retryPolicy.ts';

/** Most requests to one host at the same time. */
export const MOST_CONNECTIONS = 64;

const LIMITS: NetworkLimits = {
  /** Connections to one host. Only a survey of a distant tenant needs so many, to hide the latency. */
  connections: MOST_CONNECTIONS,
  /** Time to connect, TLS included. A VPN that is gone shows here, and users shouldn't wait longer for it. */
  connectTimeoutMs: 10_000,
  /** Time until an answer begins. The service itself answers 408 sooner. */
  headersTimeoutMs: 60_000,
  /** Time between two parts of a body. */
  bodyTimeoutMs: 30_000,
  /** Time for a complete answer: a page of 1,000 clients over a line of 20 kbit/s. */
  answerTimeoutMs: 120_000,
  /**
   * Largest answer that is read. A page of 1,000 clients has 0.3 MB, or 5 MB when each client has all the addresses that
   * it can have. Parsed JSON takes up to twenty times the memory, and eight pages can be requested at the same time.
   */
  maxAnswerBytes: 16 * 1024 * 1024,
  /** Largest unpacked answer of {@link HttpDispatcher.fetch}. Discovery documents and tokens have a few kilobytes. */
  maxFetchedBytes: 1024 * 1024,
};

/** One HTTP request. */
export interface HttpRequest {
  readonly method: Dispatcher.HttpMethod;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** Time and chance, for requests of {@link HttpDispatcher.fetch} that are repeated. */
export interface FetchWaits {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  /** Waits; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const REAL_WAITS: FetchWaits = {
  nowMs: Date.now,
  random: Math.random,
  sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
};

interface Loaded {
  readonly undici: typeof import('./undici.ts');
  readonly agent: Dispatcher;
}

/**
 * Sends all HTTP requests: keeps connections alive, and applies time-outs and the proxy and certificates of the user's
 * settings. undici is loaded with the first request, because the editor's start needs none.
 */
export class HttpDispatcher {
  readonly #limits: NetworkLimits;
  readonly #settings: () => NetworkSettings | Promise<NetworkSettings>;
  readonly #waits: FetchWaits;
  #loading: Promise<Loaded> | undefined;

  /** @param settings reads the settings for the first request, and again after each {@link reconfigure} */
  constructor(
    limits: Partial<NetworkLimits> = {},
    settings: () => NetworkSettings | Promise<NetworkSettings> = () => DIRECT_NETWORK,
    waits: FetchWaits = REAL_WAITS,
  ) {
    this.#limits = { ...LIMITS, ...limits };
    this.#settings = settings;
    this.#waits = waits;
  }

  /**
   * Sends a request and reads the complete answer. Doesn't follow redirects, so that a token never reaches another host.
   * Rejects with undici's error, an `AnswerError`, a `ProxyError`, or the signal's reason.
   */
  async request({ signal, ...request }: HttpRequest): Promise<HttpAnswer> {
    const { agent } = await this.#load();
    const reader = new AnswerReader(this.#limits.answerTimeoutMs, signal);
    agent.dispatch(request, reader);
    return reader.answer;
  }

  /**
   * `fetch` over the same connections, for libraries that need one. Resolves when the answer is complete. Doesn't follow
   * redirects: it returns them like any other answer. A request that the server turns away for a short time is repeated
   * when that time is over ({@link retryDelayMs}); the last answer is returned.
   */
  readonly fetch: typeof undiciFetch = async (input, init) => {
    const { nowMs, random, sleep: wait } = this.#waits;
    const request = { method: init?.method?.toUpperCase() ?? 'GET' };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#fetchOnce(input, init);
      const busy = readBusyAnswer(answer, nowMs());
      const delayMs = busy && retryDelayMs(request, busy, attempt, random());
      if (delayMs === undefined) return answer;
      await wait(delayMs, init?.signal ?? undefined);
    }
  };

  readonly #fetchOnce: typeof undiciFetch = async (input, init) => {
    const { undici, agent } = await this.#load();
    const dispatcher = agent.compose(answerDeadline(this.#limits.answerTimeoutMs));
    const answer = await undici.fetch(input, { ...init, redirect: 'manual', dispatcher });
    const { status, statusText, headers } = answer;
    const body = await readBody(answer.body, this.#limits.maxFetchedBytes);
    // Some statuses can't have a body, not even an empty one.
    return new undici.Response(body.length > 0 ? body : null, { status, statusText, headers });
  };

  /** Reads the settings again for the next request. Requests that were already sent aren't affected. */
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
    return { undici, agent: await networkAgent(undici, settings, this.#limits) };
  }
}
