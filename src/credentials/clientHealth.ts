/** The expiration date of a secret; missing when it never expires. */
export interface ExpiringSecret {
  readonly expiresAt?: Date;
}

/** State of one secret at a given time. */
export type SecretState = 'neverExpires' | 'valid' | 'expiring' | 'expired';

/** State of a client at a given time. */
export interface ClientHealth {
  readonly state: 'disabled' | 'noSecret' | 'expired' | 'expiring' | 'valid';
  /** Number of all secrets, expired ones included. */
  readonly secretCount: number;
  readonly expiredCount: number;
  /** The next expiration date in the future; missing when there is none. */
  readonly nextExpiry?: Date;
}

const DAY_MS = 86_400_000;

/** Time before expiration at which a secret counts as expiring, days: that of the service's own first notice. */
export const WARNING_DAYS = 30;

/** Returns the state of one secret. At the time of its expiration date it has expired. */
export function secretState(secret: ExpiringSecret, now: Date, warningDays = WARNING_DAYS): SecretState {
  if (!secret.expiresAt) return 'neverExpires';
  const leftMs = secret.expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs <= warningDays * DAY_MS ? 'expiring' : 'valid';
}

/** Returns the health of a client. One secret that works and does not expire soon makes it valid. */
export function clientHealth(
  client: { readonly enabled: boolean },
  secrets: readonly ExpiringSecret[],
  now: Date,
  warningDays = WARNING_DAYS,
): ClientHealth {
  const states = secrets.map(secret => secretState(secret, now, warningDays));
  const upcoming = secrets
    .flatMap(({ expiresAt }) => (expiresAt && expiresAt > now ? [expiresAt] : []))
    .toSorted((one, other) => one.getTime() - other.getTime());
  return {
    state: client.enabled ? worstState(states) : 'disabled',
    secretCount: secrets.length,
    expiredCount: states.filter(state => state === 'expired').length,
    nextExpiry: upcoming[0],
  };
}

function worstState(states: readonly SecretState[]): ClientHealth['state'] {
  if (states.length === 0) return 'noSecret';
  if (states.every(state => state === 'expired')) return 'expired';
  return states.includes('expiring') ? 'expiring' : 'valid';
}
