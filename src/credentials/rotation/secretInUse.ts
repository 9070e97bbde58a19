import type { ClientSecret } from '../../service/model/clientSecret.ts';
import { secretState } from '../clientHealth.ts';

/** What indicates which of a client's secrets is in use. The service does not report when a secret was last used. */
export interface UseFacts {
  /** Numbers of the secrets that we wrote to a place. */
  readonly bound: ReadonlySet<number>;
  /** Numbers of the secrets whose values are saved on this machine. */
  readonly kept: ReadonlySet<number>;
  readonly now: Date;
}

/**
 * Chooses the secret that a rotation replaces when the user has chosen none: preferably one that was written to a place, then
 * one that has not expired, then a saved one, then the one that expires first. `undefined` when the client has none.
 */
export function secretInUse(
  secrets: readonly ClientSecret[],
  { bound, kept, now }: UseFacts,
): ClientSecret | undefined {
  const rank = (secret: ClientSecret) => [
    bound.has(secret.id) ? 0 : 1,
    secretState(secret, now) === 'expired' ? 1 : 0,
    kept.has(secret.id) ? 0 : 1,
    secret.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
    secret.id,
  ];
  return secrets.toSorted((one, other) => compare(rank(one), rank(other)))[0];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1;
}
