import { SignInError } from './signInError.ts';

/** An access token with the lifetime that it was issued with. Prints as `[token]`. */
export interface AccessToken {
  /** Seconds from when it was issued. */
  readonly lifetimeSeconds: number;
  /** Returns the token itself, for the `Authorization` header. */
  reveal(): string;
  toJSON(): string;
  toString(): string;
}

/**
 * Longest life that is believed, seconds. A token that says more is renewed after a day: the service's own live an hour
 * at most, and a number without bounds makes a date that is none.
 */
const LONGEST_LIFETIME_SECONDS = 24 * 3600;

/** What may stand in an `Authorization` header (RFC 6750, section 2.1), and no longer than a server takes. */
const TOKEN = /^[\w.~+/=-]{1,65536}$/;

/**
 * Takes the access token out of a token answer (RFC 6749, section 5.1), wrapped like a secret: it must not print
 * either. Throws `malformedAnswer` when the answer does not say how long it lives, or when the token is none.
 */
export function accessToken(answer: {
  readonly access_token: string;
  readonly expires_in?: number | undefined;
}): AccessToken {
  const { access_token: value, expires_in: lifetimeSeconds } = answer;
  if (!lifetimeSeconds) throw new SignInError('malformedAnswer', { detail: 'expires_in' });
  if (!TOKEN.test(value)) throw new SignInError('malformedAnswer', { detail: 'access_token' });
  return {
    lifetimeSeconds: Math.min(lifetimeSeconds, LONGEST_LIFETIME_SECONDS),
    reveal: () => value,
    toJSON: () => '[token]',
    toString: () => '[token]',
  };
}
