import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Outage } from '../../../network/outageWatch.ts';
import type { Log } from '../log/redactingLog.ts';
import type { StartTimer } from '../startTimer.ts';
import { safeWindow } from '../window/safeWindow.ts';

/** Dependencies of {@link OutageNotice}. */
export interface OutageNoticeTools {
  readonly log: Log;
  /** Whether a command is running, which shows its own error. */
  readonly isBusy: () => boolean;
  /** Refreshes the views. */
  readonly refresh: () => void;
  readonly nowMs: () => number;
  readonly startTimer: StartTimer;
}

/** Longer than any request takes, milliseconds. */
const AFTER_SILENCE_MS = 60_000;

/** Reports an outage of a service once, retries automatically, and then refreshes the views. */
export class OutageNotice {
  readonly #tools: OutageNoticeTools;
  readonly #retries = new Map<string, () => void>();

  constructor(tools: OutageNoticeTools) {
    this.#tools = tools;
  }

  /** Handles changes of `OutageWatch`. */
  readonly changed = (origin: string, outage: Outage | undefined): void => {
    const known = this.#retries.get(origin);
    known?.();
    if (outage) {
      const delayMs = Math.max(0, outage.retryAtMs - this.#tools.nowMs());
      this.#retryAfter(origin, delayMs);
      if (!known) this.#say(origin, outage).catch(failure => this.#tools.log.error(failure));
    } else {
      this.#retries.delete(origin);
      this.#tools.log.info(`${origin} answers again`);
      this.#tools.refresh();
    }
  };

  /** Tries again, and once more after a while, since a refresh may cancel the first attempt before it has an answer. */
  #retryAfter(origin: string, delayMs: number): void {
    const retry = () => {
      this.#retryAfter(origin, AFTER_SILENCE_MS);
      this.#tools.refresh();
    };
    this.#retries.set(origin, this.#tools.startTimer(retry, delayMs));
  }

  /** Cancels all pending retries. */
  dispose(): void {
    for (const cancel of this.#retries.values()) cancel();
    this.#retries.clear();
  }

  async #say(origin: string, { error }: Outage): Promise<void> {
    this.#tools.log.warn(`${origin} is out of reach: ${error.message}`);
    if (this.#tools.isBusy()) return;
    const { errorInWords } = await import('../../vocabulary/errors/messages.ts');
    const tryNow = l10n.t('Try Now');
    const text = `${new URL(origin).host}: ${errorInWords(error).text}`;
    const chosen = await safeWindow.showWarningMessage(text, tryNow);
    if (chosen === tryNow) await vscode.commands.executeCommand('clientCredentials.refresh');
  }
}
