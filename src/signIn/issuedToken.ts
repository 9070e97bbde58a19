import { SecretText } from '../secret/secretText.ts';
import { SignInError } from './signInError.ts';
import { assertIssuer } from './tokenClaims.ts';

/** An access token with the lifetime that it was issued with. */
export interface IssuedToken {
  readonly value: SecretText;
  /** Seconds from when it was issued. */
  readonly lifetimeSeconds: number;
}

/**
 * Longest lifetime that is accepted, in seconds. The service's tokens live for an hour at most. A token with a longer
 * lifetime is renewed after a day, because adding an unlimited number to a date gives an invalid date.
 */
const LONGEST_LIFETIME_SECONDS = 24 * 3600;

/** What an `Authorization` header can contain (RFC 6750, section 2.1), up to a length that servers accept. */
const TOKEN = /^[\w.~+/=-]{1,65536}$/;

/** Returns a token with its lifetime, which is limited to a day. */
export function toIssuedToken(value: SecretText, lifetimeSeconds: number): IssuedToken {
  return { value, lifetimeSeconds: Math.min(lifetimeSeconds, LONGEST_LIFETIME_SECONDS) };
}

/**
 * Reads the access token of a token answer.
 *
 * Throws `malformedAnswer` when the answer has no lifetime, or when the token cannot be sent in a header, and `wrongIssuer`
 * when the token says that it comes from another issuer than the discovered one.
 *
 * @see RFC 6749, section 5.1
 */
export function readIssuedToken(
  { issuer }: { readonly issuer: string },
  answer: { readonly access_token: string; readonly expires_in?: number | undefined },
): IssuedToken {
  const { access_token: value, expires_in: lifetimeSeconds } = answer;
  if (!lifetimeSeconds) throw new SignInError('malformedAnswer', { detail: 'expires_in' });
  if (!TOKEN.test(value)) throw new SignInError('malformedAnswer', { detail: 'access_token' });
  const token = new SecretText(value);
  assertIssuer(token, issuer);
  return toIssuedToken(token, lifetimeSeconds);
}
