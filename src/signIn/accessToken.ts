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
 * Takes the access token out of a token answer (RFC 6749, section 5.1), wrapped like a secret: it must not print
 * either. Throws `malformedAnswer` when the answer does not say how long it lives.
 */
export function accessToken(answer: {
  readonly access_token: string;
  readonly expires_in?: number | undefined;
}): AccessToken {
  const { access_token: value, expires_in: lifetimeSeconds } = answer;
  if (!lifetimeSeconds) throw new SignInError('malformedAnswer', { detail: 'expires_in' });
  return {
    lifetimeSeconds,
    reveal: () => value,
    toJSON: () => '[token]',
    toString: () => '[token]',
  };
}
