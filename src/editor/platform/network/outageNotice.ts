import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Outage } from '../../../service/outageWatch.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import type { Log } from '../log/redactingLog.ts';
import { safeWindow } from '../window/safeWindow.ts';

/** What an {@link OutageNotice} works with. */
export interface OutageNoticeParts {
  readonly log: Log;
  /** Whether a command is running, whose own error the user gets to read. */
  readonly isBusy: () => boolean;
  /** Has the views ask the service again. */
  readonly refresh: () => void;
  readonly nowMs: () => number;
  /** Has a task done later; returns what calls it off. */
  readonly startTimer: (task: () => void, delayMs: number) => () => void;
}

/** Longer than any request takes, in milliseconds. */
const AFTER_SILENCE_MS = 60_000;

/** Says once that a service is down, tries again by itself, and has the views come back with it. */
export class OutageNotice {
  readonly #parts: OutageNoticeParts;
  readonly #retries = new Map<string, () => void>();

  constructor(parts: OutageNoticeParts) {
    this.#parts = parts;
  }

  /** Takes what an `OutageWatch` tells. */
  readonly changed = (origin: string, outage: Outage | undefined): void => {
    const known = this.#retries.get(origin);
    known?.();
    if (outage) {
      const delayMs = Math.max(0, outage.retryAtMs - this.#parts.nowMs());
      this.#retryAfter(origin, delayMs);
      if (!known) this.#say(origin, outage);
    } else {
      this.#retries.delete(origin);
      this.#parts.log.info(`${origin} answers again`);
      this.#parts.refresh();
    }
  };

  /** Tries again, and once more after a while, since a refresh may cancel the first attempt before it has an answer. */
  #retryAfter(origin: string, delayMs: number): void {
    const retry = () => {
      this.#retryAfter(origin, AFTER_SILENCE_MS);
      this.#parts.refresh();
    };
    this.#retries.set(origin, this.#parts.startTimer(retry, delayMs));
  }

  /** Calls off what is to be tried later. */
  dispose(): void {
    for (const cancel of this.#retries.values()) cancel();
    this.#retries.clear();
  }

  #say(origin: string, { error }: Outage): void {
    this.#parts.log.warn(`${origin} is out of reach: ${error.message}`);
    if (this.#parts.isBusy()) return;
    const tryNow = l10n.t('Try Now');
    void safeWindow
      .showWarningMessage(`${new URL(origin).host}: ${errorInWords(error).text}`, tryNow)
      .then(chosen =>
        chosen === tryNow ? vscode.commands.executeCommand('clientCredentials.refresh') : undefined,
      );
  }
}
