import type { RecordFolder } from '../../../credentials/records/recordFolder.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import type { StartTimer } from '../startTimer.ts';
import { type ClipboardMark, isMarked, markText } from './clipboardMark.ts';

/** How long a mark is kept while the clipboard can't be read, milliseconds. */
const LONGEST_MARK_MS = 86_400_000;

/** The part of `vscode.env.clipboard` used. */
export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/** What a {@link SecretClipboard} works with. */
export interface SecretClipboardParts {
  readonly clipboard: Clipboard;
  readonly startTimer: StartTimer;
  /** Returns the delay before clearing, from the setting; 0: never. */
  readonly clearAfterMs: () => number;
  /** Marks of what all windows have copied and not cleared yet. */
  readonly marks: Pick<RecordFolder<ClipboardMark>, 'all' | 'put' | 'remove'>;
  readonly now: () => Date;
  /** Returns 16 random bytes, hexadecimal. */
  readonly newSalt: () => string;
  /** Told why a text could not be cleared in time. The next window tries again. */
  readonly report: (error: unknown) => void;
}

/** Copies secrets to the clipboard and clears them later, also when the window has closed before. */
export class SecretClipboard {
  readonly #parts: SecretClipboardParts;
  /** The texts that this window clears, and how to stop their timers. */
  readonly #waiting = new Map<ClipboardMark, () => void>();

  constructor(parts: SecretClipboardParts) {
    this.#parts = parts;
  }

  /**
   * Copies a secret; clears the clipboard after the delay if it still contains the secret. The mark is on disk before
   * the secret is on the clipboard; a disk that is full is no reason not to copy a secret that cannot be saved.
   */
  async copy(secret: SecretText): Promise<void> {
    const { clipboard, clearAfterMs, marks, now, newSalt, report } = this.#parts;
    const delayMs = clearAfterMs();
    const text = secret.reveal();
    const mark = markText(text, newSalt(), now().getTime() + delayMs);
    if (delayMs > 0) await marks.put(mark.salt, mark).catch(report);
    await clipboard.writeText(text);
    // What was copied before is no longer there.
    await Promise.all([...this.#waiting.keys()].map(before => this.#forget(before).catch(report)));
    if (delayMs > 0) this.#clearLater(mark, delayMs);
  }

  /** Clears what another window, or this one before a reload, has copied and not cleared: when its time has come. */
  async recover(): Promise<void> {
    const waiting = new Set([...this.#waiting.keys()].map(({ salt }) => salt));
    for (const mark of await this.#parts.marks.all()) {
      if (waiting.has(mark.salt)) continue;
      const leftMs = mark.clearAtMs - this.#parts.now().getTime();
      if (leftMs > 0) this.#clearLater(mark, Math.min(leftMs, LONGEST_MARK_MS));
      else await this.#clear(mark);
    }
  }

  /** Clears a pending secret at once, because closing the editor stops the timer. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#waiting.keys()].map(mark => this.#clear(mark)));
  }

  #clearLater(mark: ClipboardMark, delayMs: number): void {
    const { startTimer, report } = this.#parts;
    this.#waiting.set(
      mark,
      startTimer(() => void this.#clear(mark).catch(report), delayMs),
    );
  }

  async #clear(mark: ClipboardMark): Promise<void> {
    this.#waiting.get(mark)?.();
    const { clipboard, now } = this.#parts;
    const text = await Promise.resolve(clipboard.readText()).catch(() => '');
    const isMarkedText = isMarked(mark, text);
    if (isMarkedText) await clipboard.writeText('');
    // A clipboard that can't be read, because the window isn't in front, is empty. The next window looks again.
    const isUnknown = text === '' && now().getTime() - mark.clearAtMs < LONGEST_MARK_MS;
    if (isUnknown) this.#waiting.delete(mark);
    else await this.#forget(mark);
  }

  async #forget(mark: ClipboardMark): Promise<void> {
    this.#waiting.get(mark)?.();
    this.#waiting.delete(mark);
    await this.#parts.marks.remove(mark.salt);
  }
}
