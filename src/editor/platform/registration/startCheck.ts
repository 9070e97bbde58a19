import type * as vscode from 'vscode';
import { readNoticeDays } from '../../../credentials/expiry/noticeDays.ts';
import { urgencyOf } from './urgency.ts';

/** Delay of a start with nothing urgent, milliseconds: it must not slow down the opening of a window. */
const LATER_MS = 300_000;

/** Delay after the user has used the extension, milliseconds: the command of the user comes first. */
const AFTER_USE_MS = 2000;

/** Starts the extension, without a click, as soon as the records of this machine need it. */
export class StartCheck implements vscode.Disposable {
  readonly #start: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #isInUse = false;
  #isDisposed = false;

  /** @param start checks for work that needs the user */
  constructor(start: () => Promise<void>) {
    this.#start = start;
  }

  /**
   * Checks the records in a folder; starts now or later.
   *
   * @param noticeDays the value of the setting
   */
  async look(storage: string, noticeDays: unknown): Promise<void> {
    const urgency = await urgencyOf(storage, Math.max(...readNoticeDays(noticeDays), 0), new Date());
    // Nothing disposes what is loaded after the window has closed.
    if (this.#isDisposed) return;
    if (urgency === 'now') await this.#start();
    if (urgency === 'later') this.#startIn(this.#isInUse ? AFTER_USE_MS : LATER_MS);
  }

  /** Shortens the delay after the user has used the extension, which is loaded by then. */
  noteUse(): void {
    this.#isInUse = true;
    if (this.#timer) this.#startIn(AFTER_USE_MS);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #startIn(delayMs: number): void {
    clearTimeout(this.#timer);
    if (this.#isDisposed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#start();
    }, delayMs);
  }
}
