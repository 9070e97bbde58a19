import type * as vscode from 'vscode';
import { readNoticeDays } from '../../../credentials/expiry/noticeDays.ts';
import { urgencyOf } from './urgency.ts';

/** When a start that has nothing urgent follows, milliseconds: a window that opens has better things to do. */
const LATER_MS = 300_000;

/** When it follows once the user has used the extension, milliseconds: what the user waits for comes first. */
const AFTER_USE_MS = 2000;

/** Starts the extension, without a click, as soon as the records of this machine need it. */
export class StartCheck implements vscode.Disposable {
  readonly #start: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #isInUse = false;
  #isDisposed = false;

  /** @param start looks whether anything needs the user */
  constructor(start: () => Promise<void>) {
    this.#start = start;
  }

  /**
   * Looks at the records in a folder, and starts now or later.
   *
   * @param noticeDays the setting, as it is
   */
  async look(storage: string, noticeDays: unknown): Promise<void> {
    const urgency = await urgencyOf(storage, Math.max(...readNoticeDays(noticeDays), 0), new Date());
    // What is loaded after the window has closed, nobody disposes.
    if (this.#isDisposed) return;
    if (urgency === 'now') await this.#start();
    if (urgency === 'later') this.#startIn(this.#isInUse ? AFTER_USE_MS : LATER_MS);
  }

  /** Notes that the user has used the extension: it is loaded now, so there is nothing to put off. */
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
