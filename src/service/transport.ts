import type { HttpDispatcher } from '../network/httpDispatcher.ts';
import type { OutageWatch } from '../network/outageWatch.ts';
import { readRetryAfterMs } from '../network/retryAfter.ts';
import { isIdempotent, retryDelayMs } from '../network/retryPolicy.ts';
import type { SecretText } from '../secret/secretText.ts';
import { errorOfAnswer } from './errorOfAnswer.ts';
import { errorOfFailure } from './errorOfFailure.ts';
import { ServiceError, type ServiceErrorCode } from './serviceError.ts';
import { requestInLog, type ServiceAnswer, type ServiceRequest } from './serviceRequest.ts';

/** Where the access tokens come from. */
export interface TokenSource {
  /** Returns a token that is valid now; rejects with an error of its own when there is none. */
  token(signal?: AbortSignal): Promise<SecretText>;
  /** Learns that the service has refused a token: the next one must be another. */
  invalidate(token: SecretText): void;
}

/** What may be said about one request. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called each time that the service wants to be asked later, so that whoever asks a lot can ask for less at once. */
  readonly turnedAway?: (() => void) | undefined;
}

/** A service that answers this has more to do than it can. */
const OVERLOADED: ReadonlySet<ServiceErrorCode> = new Set(['tooManyRequests', 'unavailable']);

/** What a {@link Transport} works with. */
export interface TransportParts {
  /** API root of the tenant: `{Resource}/api/v1/Tenants/{tenantId}`. */
  readonly apiRoot: string;
  readonly dispatcher: Pick<HttpDispatcher, 'request'>;
  readonly tokens: TokenSource;
  readonly outages: Pick<OutageWatch, 'check' | 'report'>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  /** Waits; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Sends requests and returns answers of success; throws a {@link ServiceError}, or what the token source throws. */
export class Transport {
  readonly #parts: TransportParts;
  readonly #origin: string;
  /** Path of {@link TransportParts.apiRoot}. */
  readonly #rootPath: string;

  constructor(parts: TransportParts) {
    this.#parts = parts;
    const { origin, pathname } = new URL(parts.apiRoot);
    this.#origin = origin;
    this.#rootPath = pathname;
  }

  /**
   * Sends a request, again where that is safe and of use, until it has an answer or an error that stays. While the
   * service is known to be down, it is not sent at all.
   */
  async send(request: ServiceRequest, options: SendOptions = {}): Promise<ServiceAnswer> {
    const { outages } = this.#parts;
    const origin = this.#origin;
    const known = outages.check(origin);
    if (known) throw unsent(request, known);
    try {
      const answer = await this.#sendUntilDone(request, options);
      outages.report(origin, undefined);
      return answer;
    } catch (error) {
      outages.report(origin, error);
      throw error;
    }
  }

  async #sendUntilDone(request: ServiceRequest, options: SendOptions): Promise<ServiceAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#sendSignedIn(request, options.signal);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        // the repetition of a delete finds nothing left: what was wanted is done
        if (attempt > 1 && request.method === 'DELETE' && error.code === 'notFound')
          return { status: 204, body: undefined };
        const delayMs = retryDelayMs(request, error, attempt, this.#parts.random());
        if (delayMs === undefined) throw error;
        await this.#waitAfter(error, delayMs, request, options);
      }
    }
  }

  async #waitAfter(
    { code }: ServiceError,
    delayMs: number,
    request: ServiceRequest,
    { signal, turnedAway }: SendOptions,
  ): Promise<void> {
    if (OVERLOADED.has(code)) turnedAway?.();
    try {
      await this.#parts.sleep(delayMs, signal);
    } catch (cause) {
      throw new ServiceError('cancelled', { request: requestInLog(request) }, cause);
    }
  }

  /** Sends a request with a token, and with a fresh one if the first is refused: it was not carried out then. */
  async #sendSignedIn(request: ServiceRequest, signal?: AbortSignal): Promise<ServiceAnswer> {
    const { tokens } = this.#parts;
    const token = await tokens.token(signal);
    try {
      return await this.#sendOnce(request, token, signal);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'notSignedIn') throw error;
      tokens.invalidate(token);
      return this.#sendOnce(request, await tokens.token(signal), signal);
    }
  }

  async #sendOnce(request: ServiceRequest, token: SecretText, signal?: AbortSignal): Promise<ServiceAnswer> {
    const { status, headers, text } = await this.#exchange(request, token, signal);
    if (status < 200 || status > 299) {
      const retryAfterMs = readRetryAfterMs(oneValue(headers['retry-after']), this.#parts.nowMs());
      throw errorOfAnswer(request, { status, body: text, retryAfterMs });
    }
    const body = parseBody(request, status, text);
    return { status, body, ...totalCountIn(oneValue(headers['total-count'])) };
  }

  async #exchange(request: ServiceRequest, token: SecretText, signal?: AbortSignal) {
    const hasBody = request.body !== undefined;
    try {
      return await this.#parts.dispatcher.request({
        method: request.method,
        origin: this.#origin,
        path: this.#rootPath + request.path + queryOf(request),
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token.reveal()}`,
          ...(hasBody ? { 'content-type': 'application/json' } : {}),
        },
        body: hasBody ? JSON.stringify(request.body) : null,
        signal,
      });
    } catch (cause) {
      throw errorOfFailure(request, cause, signal);
    }
  }
}

/** Makes of what another request met the error of one that was not sent. */
function unsent(request: ServiceRequest, known: Error): Error {
  if (!(known instanceof ServiceError)) return known;
  const facts = { ...known.facts, request: requestInLog(request), outcomeUnknown: false };
  return new ServiceError(known.code, facts, known);
}

function queryOf({ query }: ServiceRequest): string {
  if (!query) return '';
  return `?${Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .join('&')}`;
}

const oneValue = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/** Reads the header `Total-Count`. What is no count is taken for a header that is missing. */
const totalCountIn = (header = ''): Pick<ServiceAnswer, 'totalCount'> =>
  /^\d{1,15}$/.test(header) ? { totalCount: Number(header) } : {};

/** Parses a body. What is no JSON is not the service's, and what has been carried out is then anybody's guess. */
function parseBody(request: ServiceRequest, status: number, text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // without the cause: its message quotes the text, which may hold a secret
    const code = text.trimStart().startsWith('<') ? 'notTheService' : 'malformedAnswer';
    const outcomeUnknown = !isIdempotent(request);
    throw new ServiceError(code, { request: requestInLog(request), status, outcomeUnknown });
  }
}
