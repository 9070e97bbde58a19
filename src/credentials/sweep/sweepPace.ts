/** The fewest and the most requests that a sweep makes at the same time. */
export interface PaceBounds {
  /** The number at the start. There are fewer only when the service refuses requests. */
  readonly first: number;
  readonly most: number;
}

/** Factors by which a round is slower than the quickest one. More requests would only wait for each other then. */
const SLOWER = 1.5;
const MUCH_SLOWER = 2;

/**
 * Decides how many requests of a sweep are sent at the same time. A distant service answers many requests as quickly as
 * few. A busy service answers more slowly the more requests there are, so that nothing is gained. The pace is adapted after
 * each round of answers: it increases while answers are as quick as in the quickest round, doubling until it was reduced for
 * the first time; it decreases when they are much slower, and is halved when the service refused requests.
 *
 * @see RFC 5681 (slow start, additive increase, multiplicative decrease); TCP Vegas for the delay
 */
export class SweepPace {
  readonly #bounds: PaceBounds;
  #limit: number;
  #round: number[] = [];
  #refusals = 0;
  #quickestMs = Number.POSITIVE_INFINITY;
  #hasSlowedDown = false;

  constructor(bounds: PaceBounds) {
    this.#bounds = bounds;
    this.#limit = bounds.first;
  }

  /** How many requests may be sent at the same time. */
  get limit(): number {
    return this.#limit;
  }

  /** Records how long a request took, milliseconds. */
  recordAnswer(tookMs: number): void {
    this.#round.push(tookMs);
    this.#endRound();
  }

  /** Records that the service refused a request because it is busy. */
  readonly recordRefusal = (): void => {
    this.#refusals += 1;
    this.#endRound();
  };

  #endRound(): void {
    if (this.#round.length + this.#refusals < this.#limit) return;
    const { first, most } = this.#bounds;
    if (this.#refusals > 0) this.#slowDown(this.#limit / 2, 1);
    else {
      const typicalMs = this.#round.sort((one, other) => one - other)[this.#round.length >> 1] ?? 0;
      this.#quickestMs = Math.min(this.#quickestMs, typicalMs);
      if (typicalMs > MUCH_SLOWER * this.#quickestMs) this.#slowDown((this.#limit * 3) / 4, first);
      else if (typicalMs <= SLOWER * this.#quickestMs)
        this.#limit = Math.min(this.#hasSlowedDown ? this.#limit + 1 : this.#limit * 2, most);
    }
    this.#round = [];
    this.#refusals = 0;
  }

  #slowDown(limit: number, least: number): void {
    this.#hasSlowedDown = true;
    // A limit that refusals reduced below the least is not raised to it.
    this.#limit = Math.max(Math.floor(limit), Math.min(least, this.#limit));
  }
}
