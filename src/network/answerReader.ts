import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { AnswerError } from './answerError.ts';

/** An answer with its complete body, of any status. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads one answer into memory. It replaces `undici.request`, which makes a stream of each body: for the small answers
 * of a survey, the stream takes longer than everything else.
 */
export class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #done = Promise.withResolvers<HttpAnswer>();
  readonly #signal: AbortSignal | undefined;
  readonly #timeoutMs: number;
  #timer: NodeJS.Timeout | undefined;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};

  /**
   * @param timeoutMs when the answer isn't complete by then, {@link answer} rejects with `ERR_ANSWER_TOO_SLOW`. Measured
   * here, because an interceptor slows a survey of 10,000 requests down by a tenth
   * @param signal when it aborts, the request ends, and {@link answer} rejects with its reason
   */
  constructor(timeoutMs: number, signal?: AbortSignal) {
    this.#timeoutMs = timeoutMs;
    this.#signal = signal;
    if (signal?.aborted) this.#abort();
    else signal?.addEventListener('abort', this.#abort);
  }

  /** Resolves with the complete answer; rejects with undici's error, an `AnswerError`, or the signal's reason. */
  get answer(): Promise<HttpAnswer> {
    return this.#done.promise;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => controller.abort(new AnswerError('ERR_ANSWER_TOO_SLOW')), this.#timeoutMs);
    if (this.#signal?.aborted) controller.abort(this.#signal.reason);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // Informational answers, such as 103, come before the final answer.
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#settle();
    const [first, ...more] = this.#chunks;
    const text = (more.length > 0 ? Buffer.concat(this.#chunks) : first)?.toString('utf8') ?? '';
    this.#done.resolve({
      status: this.#status,
      headers: this.#headers,
      text: text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text,
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle();
    this.#done.reject(error);
  }

  readonly #abort = (): void => {
    // A request that still waits for a connection has no controller; it is aborted when its turn comes.
    this.#done.reject(this.#signal?.reason);
    this.#controller?.abort(this.#signal?.reason);
  };

  #settle(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}
