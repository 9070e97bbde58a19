import type { SecretText } from '../../../secret/secretText.ts';
import type { StartTimer } from '../startTimer.ts';

/** The clipboard, as `vscode.env.clipboard` is. */
export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/** Puts secrets on the clipboard and takes them away again. */
export class SecretClipboard {
  readonly #clipboard: Clipboard;
  readonly #startTimer: StartTimer;
  readonly #clearAfterMs: () => number;
  #waiting: { readonly secret: SecretText; readonly stop: () => void } | undefined;

  /** @param clearAfterMs how long a secret may stay, from the setting; 0 leaves it there */
  constructor(clipboard: Clipboard, startTimer: StartTimer, clearAfterMs: () => number) {
    this.#clipboard = clipboard;
    this.#startTimer = startTimer;
    this.#clearAfterMs = clearAfterMs;
  }

  /** Copies a secret, and clears the clipboard after a while if the secret is still what it holds. */
  async copy(secret: SecretText): Promise<void> {
    this.#waiting?.stop();
    this.#waiting = undefined;
    await this.#clipboard.writeText(secret.reveal());
    const delayMs = this.#clearAfterMs();
    if (delayMs > 0)
      this.#waiting = { secret, stop: this.#startTimer(() => void this.#clear(secret), delayMs) };
  }

  /** Clears at once what would be cleared later: the editor is closing, and with it the timer. */
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
