import type { SecretText } from '../secret/secretText.ts';
import type { IssuedToken } from './issuedToken.ts';
import { SignInError } from './signInError.ts';

/** How long before its expiration a token is renewed, unless a tenth of its lifetime is shorter. */
const RENEWAL_MARGIN_MS = 60_000;

/** Returns how long before its expiration a token is renewed, in milliseconds. */
export const renewalMarginMs = (lifetimeMs: number): number => Math.min(RENEWAL_MARGIN_MS, lifetimeMs / 10);

/** What a {@link RenewingTokenSource} works with. */
export interface TokenSourceParts {
  /** Requests a new token; `refused` is the token that the service refused, if that is the reason. */
  readonly request: (signal: AbortSignal, refused?: SecretText) => Promise<IssuedToken>;
  /** Milliseconds of any steady clock: the lifetime is counted from when a token arrived. */
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
 * Returns a token, and renews it before it expires, with one renewal at a time for all callers. When a caller cancels,
 * the renewal continues for the others; it is aborted when the last caller has cancelled. Failures aren't remembered.
 */
export class RenewingTokenSource {
  readonly #parts: TokenSourceParts;
  #held: Held | undefined;
  #renewal: Renewal | undefined;
  #refused: SecretText | undefined;

  constructor(parts: TokenSourceParts) {
    this.#parts = parts;
  }

  /** Returns a token that is valid now. Rejects like the request, or with `cancelled`. */
  async token(signal?: AbortSignal): Promise<SecretText> {
    return (await this.issuedToken(signal)).value;
  }

  /** Returns the token of {@link token} with the lifetime that it was issued with. Rejects likewise. */
  async issuedToken(signal?: AbortSignal): Promise<IssuedToken> {
    if (this.#held && this.#parts.nowMs() < this.#held.renewAtMs) return this.#held.token;
    this.#renewal ??= this.#renew();
    return waitFor(this.#renewal, signal);
  }

  /** Drops a token that the service refused. A newer token is kept, so that ten refusals cause one renewal. */
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
    // The next caller must not wait for a renewal that was aborted.
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
