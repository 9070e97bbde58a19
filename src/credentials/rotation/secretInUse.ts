import type { ClientSecret } from '../../service/model/clientSecret.ts';
import { secretState } from '../clientHealth.ts';

/** What tells which of a client's secrets is used: the service does not say when one was used last. */
export interface UseFacts {
  /** Numbers of the secrets that we wrote to some place. */
  readonly bound: ReadonlySet<number>;
  /** Numbers of the secrets whose values are kept here. */
  readonly kept: ReadonlySet<number>;
  readonly now: Date;
}

/**
 * Chooses the secret that a rotation replaces where nobody has named one: one that stands somewhere before one that is
 * only kept, then one that works, then the one that expires first. `undefined`: the client has none.
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
