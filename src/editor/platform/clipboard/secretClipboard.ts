import type { SecretText } from '../../../secret/secretText.ts';
import type { StartTimer } from '../startTimer.ts';

/** The part of `vscode.env.clipboard` used. */
export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/** Copies secrets to the clipboard and clears them later. */
export class SecretClipboard {
  readonly #clipboard: Clipboard;
  readonly #startTimer: StartTimer;
  readonly #clearAfterMs: () => number;
  #waiting: { readonly secret: SecretText; readonly stop: () => void } | undefined;

  /** @param clearAfterMs returns the delay before clearing, from the setting; 0: never */
  constructor(clipboard: Clipboard, startTimer: StartTimer, clearAfterMs: () => number) {
    this.#clipboard = clipboard;
    this.#startTimer = startTimer;
    this.#clearAfterMs = clearAfterMs;
  }

  /** Copies a secret; clears the clipboard after the delay if it still contains the secret. */
  async copy(secret: SecretText): Promise<void> {
    this.#waiting?.stop();
    this.#waiting = undefined;
    await this.#clipboard.writeText(secret.reveal());
    const delayMs = this.#clearAfterMs();
    if (delayMs > 0)
      this.#waiting = { secret, stop: this.#startTimer(() => void this.#clear(secret), delayMs) };
  }

  /** Clears a pending secret at once, because closing the editor stops the timer. */
  async dispose(): Promise<void> {
    const waiting = this.#waiting;
    waiting?.stop();
    if (waiting) await this.#clear(waiting.secret);
  }

  async #clear(secret: SecretText): Promise<void> {
    this.#waiting = undefined;
    if ((await this.#clipboard.readText()) === secret.reveal()) await this.#clipboard.writeText('');
  }
}
