/** What health is told from: a secret's expiry, `undefined` when it never expires. */
export interface ExpiringSecret {
  readonly expiresAt?: Date;
}

/** State of one secret at a given time. */
export type SecretState = 'neverExpires' | 'valid' | 'expiring' | 'expired';

/** State of a client at a given time. */
export interface ClientHealth {
  readonly state: 'disabled' | 'noSecret' | 'expired' | 'expiring' | 'valid';
  /** All secrets, expired ones too. */
  readonly secretCount: number;
  readonly expiredCount: number;
  /** When the next secret expires that has not yet; missing when none will. */
  readonly nextExpiry?: Date;
}

const DAY_MS = 86_400_000;

/** Time before expiry at which a secret counts as expiring, days: the first of the service's own notices. */
export const WARNING_DAYS = 30;

/** Tells the state of one secret. It has expired from the very instant of its date on. */
export function secretState(secret: ExpiringSecret, now: Date, warningDays = WARNING_DAYS): SecretState {
  if (!secret.expiresAt) return 'neverExpires';
  const leftMs = secret.expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs <= warningDays * DAY_MS ? 'expiring' : 'valid';
}

/** Tells the health of a client from its secrets. One working secret that lasts makes it valid. */
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
