/** Time for which a wrong attempt counts, in milliseconds. */
const WINDOW_MS = 60_000;

/** Wrong attempts for one name, and for all names together, after which nobody may try for the rest of the window. */
export const MOST_GUESSES = { ofName: 20, ofAll: 200 } as const;

/** Most names that are remembered; the oldest are forgotten first. */
const MOST_NAMES = 10_000;

interface Count {
  wrong: number;
  /** When the first of them was, milliseconds since 1970. */
  readonly sinceMs: number;
}

/**
 * Slows down who guesses secrets or passwords: after too many wrong attempts for a name, no attempt for it is looked at
 * until a minute after the first of them, not even a right one, which would tell the guesser. The same counts for all
 * names together, except for those that have had a right attempt: whoever guesses doesn't lock everybody out.
 */
export class GuessLimit {
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();
  readonly #proven = new Set<string>();
  #all: Count = { wrong: 0, sinceMs: 0 };

  /** @param now returns the current time in milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Returns for how many seconds no attempt for a name is looked at; 0 when it is. */
  waitSeconds(name: string): number {
    const ofName = this.#left(this.#counts.get(name), MOST_GUESSES.ofName);
    const ofAll = this.#proven.has(name) ? 0 : this.#left(this.#all, MOST_GUESSES.ofAll);
    return Math.ceil(Math.max(ofName, ofAll) / 1000);
  }

  /** Counts an attempt for a name. */
  note(name: string, isRight: boolean): void {
    if (isRight) {
      this.#proven.add(name);
      return;
    }
    this.#all = this.#counted(this.#all);
    const count = this.#counted(this.#counts.get(name));
    this.#counts.delete(name);
    this.#counts.set(name, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_NAMES && oldest !== undefined) this.#counts.delete(oldest);
  }

  #counted(count: Count | undefined): Count {
    if (!count || this.#isOver(count)) return { wrong: 1, sinceMs: this.#now() };
    return { ...count, wrong: count.wrong + 1 };
  }

  /** Returns the milliseconds until the window ends, if there were too many attempts in it. */
  #left(count: Count | undefined, most: number): number {
    if (!count || count.wrong < most || this.#isOver(count)) return 0;
    return count.sinceMs + WINDOW_MS - this.#now();
  }

  /** A clock that was set back ends a window, too. */
  #isOver({ sinceMs }: Count): boolean {
    const agoMs = this.#now() - sinceMs;
    return agoMs < 0 || agoMs >= WINDOW_MS;
  }
}
