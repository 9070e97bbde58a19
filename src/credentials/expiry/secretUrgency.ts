import { type ExpiringSecret, type SecretState, secretState } from '../clientHealth.ts';

/** What needs attention comes first; what has expired no longer works, so it is less urgent than what soon will not. */
const ORDER: Readonly<Record<SecretState, number>> = {
  expiring: 0,
  expired: 1,
  valid: 2,
  unknown: 3,
  neverExpires: 4,
};

/** Sorts secrets by urgency: those that expire soon, those that have expired, then the others by date. */
export const sortByUrgency = <Secret extends ExpiringSecret>(
  secrets: readonly Secret[],
  now: Date,
): readonly Secret[] => {
  const keyOf = (secret: Secret) => ORDER[secretState(secret, now)];
  const timeOf = ({ expiresAt }: Secret) => expiresAt?.getTime() ?? 0;
  return secrets.toSorted((one, other) => keyOf(one) - keyOf(other) || timeOf(one) - timeOf(other));
};
