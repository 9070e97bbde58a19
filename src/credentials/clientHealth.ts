/** When a secret expires. */
export interface ExpiringSecret {
  /** Missing: it never expires, unless that is unknown. */
  readonly expiresAt?: Date;
  readonly expiryUnknown?: true;
}

/** State of one secret at a given time. */
export type SecretState = 'neverExpires' | 'valid' | 'expiring' | 'expired' | 'unknown';

/** State of a client at a given time. */
export interface ClientHealth {
  readonly state: 'disabled' | 'noSecret' | 'expired' | 'expiring' | 'valid' | 'unknown';
  /** Number of all secrets, expired ones included. */
  readonly secretCount: number;
  readonly expiredCount: number;
  /** Number of the secrets of which it isn't known whether they expire. */
  readonly unknownCount: number;
  /** The next expiration date in the future; missing when there is none. */
  readonly nextExpiry?: Date;
}

const DAY_MS = 86_400_000;

/** Time before expiration at which a secret counts as expiring, days: that of the service's own first notice. */
export const WARNING_DAYS = 30;

/** Returns the state of one secret. At the time of its expiration date it has expired. */
export function secretState(secret: ExpiringSecret, now: Date, warningDays = WARNING_DAYS): SecretState {
  if (secret.expiryUnknown) return 'unknown';
  if (!secret.expiresAt) return 'neverExpires';
  const leftMs = secret.expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs <= warningDays * DAY_MS ? 'expiring' : 'valid';
}

/**
 * Returns the health of a client. One secret that works and does not expire soon makes it valid. A client of which it is not
 * known whether it is enabled is judged by its secrets.
 */
export function clientHealth(
  client: { readonly enabled?: boolean },
  secrets: readonly ExpiringSecret[],
  now: Date,
  warningDays = WARNING_DAYS,
): ClientHealth {
  const states = secrets.map(secret => secretState(secret, now, warningDays));
  const upcoming = secrets
    .flatMap(({ expiresAt }) => (expiresAt && expiresAt > now ? [expiresAt] : []))
    .toSorted((one, other) => one.getTime() - other.getTime());
  return {
    state: client.enabled === false ? 'disabled' : worstState(states),
    secretCount: secrets.length,
    expiredCount: states.filter(state => state === 'expired').length,
    unknownCount: states.filter(state => state === 'unknown').length,
    nextExpiry: upcoming[0],
  };
}

function worstState(states: readonly SecretState[]): ClientHealth['state'] {
  if (states.length === 0) return 'noSecret';
  if (states.every(state => state === 'expired')) return 'expired';
  if (states.includes('expiring')) return 'expiring';
  return states.every(state => state === 'expired' || state === 'unknown') ? 'unknown' : 'valid';
}
