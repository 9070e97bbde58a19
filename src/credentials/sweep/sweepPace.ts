/** Between how many requests at once a sweep may choose. */
export interface PaceBounds {
  /** Where it begins. Fewer it takes only when the service says that it has too much to do. */
  readonly first: number;
  readonly most: number;
}

/** Answers later than the quickest round of them by this factor: the next request would only wait behind the others. */
const SLOWER = 1.5;
const MUCH_SLOWER = 2;

/**
 * Decides how many requests of a sweep are under way at once. A distant service answers many as quickly as few, and
 * then it takes as many as there are connections; one that is busy answers each later the more it is asked, and
 * nothing is gained. So it looks at each round of answers: while they come as quickly as those of the quickest round,
 * it takes more, twice as many as long as that has always gone well; it takes fewer when they come much later, and half
 * as many when the service turned requests away. (What networks do: slow start, additive increase, multiplicative
 * decrease; and TCP Vegas for the delay.)
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

  /** How many may be under way at once. */
  get limit(): number {
    return this.#limit;
  }

  /** Learns how long a request took. */
  answered(tookMs: number): void {
    this.#round.push(tookMs);
    this.#endRound();
  }

  /** Learns that the service wants to be asked later. */
  readonly turnedAway = (): void => {
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
    // what was turned away to fewer stays there
    this.#limit = Math.max(Math.floor(limit), Math.min(least, this.#limit));
  }
}
