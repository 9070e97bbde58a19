import type { Dispatcher } from 'undici';
import { AnswerError } from './answerError.ts';

/**
 * Ends every request whose answer isn't complete in time, with `ERR_ANSWER_TOO_SLOW`. The time-outs of undici measure
 * silence only: without this one, a server that sends a byte now and then could keep a request open forever.
 */
export const answerDeadline =
  (timeoutMs: number): Dispatcher.DispatcherComposeInterceptor =>
  dispatch =>
  (options, handler) =>
    dispatch(options, new DeadlineHandler(handler, timeoutMs));

/** Passes everything on, and aborts when the time is over. */
class DeadlineHandler implements Dispatcher.DispatchHandler {
  readonly #inner: Dispatcher.DispatchHandler;
  readonly #timeoutMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(inner: Dispatcher.DispatchHandler, timeoutMs: number) {
    this.#inner = inner;
    this.#timeoutMs = timeoutMs;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => controller.abort(new AnswerError('ERR_ANSWER_TOO_SLOW')), this.#timeoutMs);
    this.#inner.onRequestStart?.(controller, context);
  }

  onRequestUpgrade(...given: Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestUpgrade']>>): void {
    clearTimeout(this.#timer);
    this.#inner.onRequestUpgrade?.(...given);
  }

  onResponseStart(...given: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>): void {
    this.#inner.onResponseStart?.(...given);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#inner.onResponseData?.(controller, chunk);
  }

  onResponseEnd(...given: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>): void {
    clearTimeout(this.#timer);
    this.#inner.onResponseEnd?.(...given);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    this.#inner.onResponseError?.(controller, error);
  }

  onBodySent(chunk: Buffer): void {
    this.#inner.onBodySent?.(chunk);
  }

  onRequestSent(): void {
    this.#inner.onRequestSent?.();
  }
}
