import type { VerifyCause } from '../../../credentials/verification/diagnosis.ts';
import type { Diagnosis, VerifiablePlace } from '../../../credentials/verification/verifyPlace.ts';

/** What came of trying a credential; `later`: it may work later, or it could not be tried. */
export type VerificationResult = 'works' | 'fails' | 'later';

/** The results in the order of the page. */
export const RESULTS: readonly VerificationResult[] = ['fails', 'later', 'works'];

/** The result that each cause is. */
export const RESULT_OF_CAUSE: Readonly<Record<VerifyCause, VerificationResult>> = {
  works: 'works',
  otherTenant: 'fails',
  clientGone: 'fails',
  clientDisabled: 'fails',
  secretGone: 'fails',
  expired: 'fails',
  clock: 'later',
  notEffectiveYet: 'later',
  replaced: 'fails',
  wrongSecret: 'fails',
  notKept: 'fails',
  noValue: 'fails',
  failed: 'later',
};

/** The order in which results are listed: the worst come first. */
const URGENCY: Readonly<Record<VerifyCause, number>> = {
  clientGone: 0,
  secretGone: 1,
  expired: 2,
  wrongSecret: 3,
  clientDisabled: 4,
  notKept: 5,
  replaced: 6,
  noValue: 7,
  otherTenant: 8,
  clock: 9,
  notEffectiveYet: 10,
  failed: 11,
  works: 12,
};

/** A place that is verified, with the result once there is one. */
export interface VerifiedEntry {
  /** Names the entry on the page, whatever its position. */
  readonly id: number;
  readonly place: VerifiablePlace;
  readonly diagnosis?: Diagnosis | undefined;
}

/** Sorts what was verified: the worst first, what was not tried last. */
export const byUrgency = (entries: readonly VerifiedEntry[]): readonly VerifiedEntry[] =>
  entries.toSorted((one, other) => urgencyOf(one) - urgencyOf(other) || compareNames(one, other));

const urgencyOf = ({ diagnosis }: VerifiedEntry): number =>
  diagnosis ? URGENCY[diagnosis.cause] : Number.MAX_SAFE_INTEGER;

const compareNames = ({ place: one }: VerifiedEntry, { place: other }: VerifiedEntry): number =>
  one.clientName.localeCompare(other.clientName) || one.secretId - other.secretId;

/** Names a place, so that it's known again when the places are listed again. */
export const placeKey = ({ tenantId, clientId, secretId, binding }: VerifiablePlace): string =>
  JSON.stringify([tenantId, clientId, secretId, binding?.file, binding?.clientSecretKey]).toLowerCase();

/** Counts each result. */
export function countResults(
  entries: readonly VerifiedEntry[],
): Readonly<Record<VerificationResult | 'untried', number>> {
  const counts = { works: 0, fails: 0, later: 0, untried: 0 };
  for (const { diagnosis } of entries) counts[diagnosis ? RESULT_OF_CAUSE[diagnosis.cause] : 'untried'] += 1;
  return counts;
}
