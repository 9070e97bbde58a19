import type { StartTimer } from './startTimer.ts';

/** Rows count down in minutes. */
const MINUTE_MS = 60_000;

/** What a countdown works with. */
export interface CountdownParts {
  readonly startTimer: StartTimer;
  /** Whether there is anything to count, and anyone who sees it. */
  readonly isNeeded: () => boolean;
  /** Draws the rows that count down. */
  readonly draw: () => void;
}

/** Draws rows that count down once a minute, while there are any. */
export class Countdown {
  readonly #parts: CountdownParts;
  #endTimer: (() => void) | undefined;

  constructor(parts: CountdownParts) {
    this.#parts = parts;
  }

  /** Starts the countdown if it's needed and doesn't run. */
  start(): void {
    if (this.#endTimer || !this.#parts.isNeeded()) return;
    this.#endTimer = this.#parts.startTimer(() => {
      this.#endTimer = undefined;
      if (this.#parts.isNeeded()) this.#parts.draw();
      this.start();
    }, MINUTE_MS);
  }

  dispose(): void {
    this.#endTimer?.();
  }
}
