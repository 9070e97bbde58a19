import type { Locator } from 'playwright-core';

/** One thing that a user did. */
interface UserAction {
  readonly what: string;
  /** Seconds since the start. */
  readonly seconds: number;
}

/** Performs the actions of a user and records them: clicks, pressed keys and typed texts. */
export class UserActions {
  readonly #done: UserAction[] = [];
  readonly #now: () => number;
  readonly #start: number;

  /** @param now returns the time in milliseconds; default: the clock of this process */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#start = now();
  }

  /** The number of actions so far. */
  get count(): number {
    return this.#done.length;
  }

  /** Clicks something. */
  async click(what: string, target: Locator): Promise<void> {
    await target.click();
    this.#note(`click ${what}`);
  }

  /** Presses a key in an element. */
  async press(key: string, why: string, target: Locator): Promise<void> {
    await target.press(key);
    this.#note(`press ${key} (${why})`);
  }

  /** Types a text into an input, which counts as one action. */
  async type(text: string, target: Locator): Promise<void> {
    await target.fill(text);
    this.#note(`type “${text}”`);
  }

  /** Returns the number of actions and their duration. */
  sum(title: string): string {
    return `${title}: ${this.count} actions, ${this.#seconds().toFixed(1)} s`;
  }

  /** Returns a table of actions and times, with the sum in the last line. */
  table(title: string): string {
    const lines = this.#done.map(
      ({ what, seconds }, index) =>
        `${String(index + 1).padStart(4)}  ${what.padEnd(60)}${seconds.toFixed(1).padStart(6)} s`,
    );
    return [...lines, this.sum(title)].join('\n');
  }

  #seconds(): number {
    return (this.#now() - this.#start) / 1000;
  }

  #note(what: string): void {
    this.#done.push({ what, seconds: this.#seconds() });
  }
}
