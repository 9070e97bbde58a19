import type { SecretText } from '../secret/secretText.ts';
import type { IssuedToken } from './issuedToken.ts';
import { SignInError } from './signInError.ts';

/** A token is renewed this long before it expires, or a tenth of its life before if that is shorter. */
const RENEWAL_MARGIN_MS = 60_000;

/** Tells how long before its expiry a token of a lifetime is renewed, milliseconds. */
export const renewalMarginMs = (lifetimeMs: number): number => Math.min(RENEWAL_MARGIN_MS, lifetimeMs / 10);

/** What a {@link RenewingTokenSource} works with. */
export interface TokenSourceParts {
  /** Asks for a new token; `refused` is the one that the service did not take, if that is why. */
  readonly request: (signal: AbortSignal, refused?: SecretText) => Promise<IssuedToken>;
  /** Milliseconds of a clock that only has to run evenly: expiry is counted from when a token arrived. */
  readonly nowMs: () => number;
}

interface Held {
  readonly token: IssuedToken;
  readonly renewAtMs: number;
}

interface Renewal {
  readonly result: Promise<IssuedToken>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * Hands out a token and renews it before it expires, one renewal at a time for all callers. A caller who gives up
 * leaves the renewal to the others; it is aborted when the last one has gone. Failures are not remembered.
 */
export class RenewingTokenSource {
  readonly #parts: TokenSourceParts;
  #held: Held | undefined;
  #renewal: Renewal | undefined;
  #refused: SecretText | undefined;

  constructor(parts: TokenSourceParts) {
    this.#parts = parts;
  }

  /** Returns a token that is valid now. Rejects with what the request rejects with, or with `cancelled`. */
  async token(signal?: AbortSignal): Promise<SecretText> {
    return (await this.issuedToken(signal)).value;
  }

  /** Returns the token of {@link token} with the lifetime that it was issued with. Rejects likewise. */
  async issuedToken(signal?: AbortSignal): Promise<IssuedToken> {
    if (this.#held && this.#parts.nowMs() < this.#held.renewAtMs) return this.#held.token;
    this.#renewal ??= this.#renew();
    return waitFor(this.#renewal, signal);
  }

  /** Forgets a token that was refused; a newer one stays, so that ten refusals make one renewal. */
  invalidate(token: SecretText): void {
    if (!this.#held?.token.value.equals(token)) return;
    this.#held = undefined;
    this.#refused = token;
  }

  #renew(): Renewal {
    const abort = new AbortController();
    const result = this.#parts.request(abort.signal, this.#refused).then(token => {
      const lifetimeMs = token.lifetimeSeconds * 1000;
      this.#held = { token, renewAtMs: this.#parts.nowMs() + lifetimeMs - renewalMarginMs(lifetimeMs) };
      this.#refused = undefined;
      return token;
    });
    const renewal: Renewal = { result, abort, waiting: 0 };
    const end = () => {
      if (this.#renewal === renewal) this.#renewal = undefined;
    };
    // an aborted renewal must not be what the next caller joins
    abort.signal.addEventListener('abort', end);
    result.then(end, end);
    return renewal;
  }
}

async function waitFor(renewal: Renewal, signal?: AbortSignal): Promise<IssuedToken> {
  if (!signal) {
    renewal.waiting += Number.POSITIVE_INFINITY;
    return renewal.result;
  }
  renewal.waiting += 1;
  let leave = () => {};
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(new SignInError('cancelled'));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([renewal.result, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    renewal.waiting -= 1;
    if (renewal.waiting === 0) renewal.abort.abort();
  }
}
