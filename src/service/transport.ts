import type { HttpDispatcher } from '../network/httpDispatcher.ts';
import type { OutageWatch } from '../network/outageWatch.ts';
import { readRetryAfterMs } from '../network/retryAfter.ts';
import { isIdempotent, retryDelayMs } from '../network/retryPolicy.ts';
import type { SecretText } from '../secret/secretText.ts';
import { errorOfAnswer } from './errorOfAnswer.ts';
import { errorOfFailure } from './errorOfFailure.ts';
import { ServiceError, type ServiceErrorCode } from './serviceError.ts';
import { requestInLog, type ServiceAnswer, type ServiceRequest } from './serviceRequest.ts';

/** Supplies access tokens. */
export interface TokenSource {
  /** Returns a token that is valid now; rejects with an error of its room when there is none. */
  token(signal?: AbortSignal): Promise<SecretText>;
  /** Drops a token that the service refused, so that the next token is a new one. */
  invalidate(token: SecretText): void;
}

/** Options of one request. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called each time that the service is overloaded, so that a caller with many requests can send fewer at a time. */
  readonly turnedAway?: (() => void) | undefined;
}

/** Errors of an overloaded service. */
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

/** Sends requests, and returns answers of success. Throws a {@link ServiceError}, or what the token source throws. */
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

  /** Scheme, host and port that requests are sent to. */
  get origin(): string {
    return this.#origin;
  }

  /**
   * Sends a request, and repeats it where that is safe and useful, until it has an answer or a lasting error. While the
   * service is known to be down, the request isn't sent.
   */
  async send(request: ServiceRequest, options: SendOptions = {}): Promise<ServiceAnswer> {
    const { outages } = this.#parts;
    const origin = this.#origin;
    const known = outages.check(origin);
    if (known) throw toErrorOfUnsent(request, known);
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
        // The first attempt deleted it, and only its answer was lost.
        const isDeleted = request.method === 'DELETE' && error.code === 'notFound';
        if (isDeleted && attempt > 1) return { status: 204, body: undefined };
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

  /** Sends a request with a token, and again with a new one if the service refuses the first. */
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
    const totalCount = readTotalCount(oneValue(headers['total-count']));
    return totalCount === undefined ? { status, body } : { status, body, totalCount };
  }

  async #exchange(request: ServiceRequest, token: SecretText, signal?: AbortSignal) {
    const hasBody = request.body !== undefined;
    const headers: Record<string, string> = {
      accept: 'application/json',
      // Without it, the service leaves out properties without a value.
      'accept-verbosity': 'verbose',
      authorization: `Bearer ${token.reveal()}`,
    };
    if (hasBody) headers['content-type'] = 'application/json';
    try {
      return await this.#parts.dispatcher.request({
        method: request.method,
        origin: this.#origin,
        path: this.#rootPath + request.path + queryOf(request),
        headers,
        body: hasBody ? JSON.stringify(request.body) : null,
        signal,
      });
    } catch (cause) {
      throw errorOfFailure(request, cause, signal);
    }
  }
}

/** Returns the error of a request that wasn't sent, because another request failed with `known`. */
function toErrorOfUnsent(request: ServiceRequest, known: Error): Error {
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

/** Reads the header `Total-Count`; `undefined` when it is missing or isn't a number. */
const readTotalCount = (header = ''): number | undefined =>
  /^\d{1,15}$/.test(header) ? Number(header) : undefined;

/**
 * Parses a body. Throws `notTheService` for a web page, and `malformedAnswer` for other text that isn't JSON. In both
 * cases it isn't known whether the request was carried out.
 */
function parseBody(request: ServiceRequest, status: number, text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The error has no cause: the message of the cause quotes the text, which can contain a secret.
    const code = text.trimStart().startsWith('<') ? 'notTheService' : 'malformedAnswer';
    const outcomeUnknown = !isIdempotent(request);
    throw new ServiceError(code, { request: requestInLog(request), status, outcomeUnknown });
  }
}
