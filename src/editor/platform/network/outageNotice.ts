import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Outage } from '../../../network/outageWatch.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import type { Log } from '../log/redactingLog.ts';
import type { StartTimer } from '../startTimer.ts';
import { safeWindow } from '../window/safeWindow.ts';

/** What an {@link OutageNotice} works with. */
export interface OutageNoticeTools {
  readonly log: Log;
  /** Whether a command is running, whose own error the user gets to read. */
  readonly isBusy: () => boolean;
  /** Has the views ask the service again. */
  readonly refresh: () => void;
  readonly nowMs: () => number;
  readonly startTimer: StartTimer;
}

/** Longer than any request takes, in milliseconds. */
const AFTER_SILENCE_MS = 60_000;

/** Says once that a service is down, tries again by itself, and has the views come back with it. */
export class OutageNotice {
  readonly #tools: OutageNoticeTools;
  readonly #retries = new Map<string, () => void>();

  constructor(tools: OutageNoticeTools) {
    this.#tools = tools;
  }

  /** Takes what an `OutageWatch` tells. */
  readonly changed = (origin: string, outage: Outage | undefined): void => {
    const known = this.#retries.get(origin);
    known?.();
    if (outage) {
      const delayMs = Math.max(0, outage.retryAtMs - this.#tools.nowMs());
      this.#retryAfter(origin, delayMs);
      if (!known) this.#say(origin, outage);
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

  /** Calls off what is to be tried later. */
  dispose(): void {
    for (const cancel of this.#retries.values()) cancel();
    this.#retries.clear();
  }

  #say(origin: string, { error }: Outage): void {
    this.#tools.log.warn(`${origin} is out of reach: ${error.message}`);
    if (this.#tools.isBusy()) return;
    const tryNow = l10n.t('Try Now');
    void safeWindow
      .showWarningMessage(`${new URL(origin).host}: ${errorInWords(error).text}`, tryNow)
      .then(chosen =>
        chosen === tryNow ? vscode.commands.executeCommand('clientCredentials.refresh') : undefined,
      );
  }
}
