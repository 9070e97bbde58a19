import { SignInError } from '../../signIn/signInError.ts';
import type { ClientFacts } from '../projectCredential.ts';
import type { SecretReference } from '../records/references.ts';
import { isSameId } from '../records/sameId.ts';
import type { Verified } from './verifyCredential.ts';

/** Why a credential works, or not. The service itself only answers `invalid_client`. */
export type VerifyCause =
  | 'works'
  /** The service issued a token of another tenant than the one in the record. */
  | 'otherTenant'
  /** The client no longer exists. */
  | 'clientGone'
  | 'clientDisabled'
  /** The client no longer has this secret. */
  | 'secretGone'
  | 'expired'
  /** Expired by the service's clock, but not by this machine's. */
  | 'clock'
  /** Added or changed less than an hour ago. A change can take that long (service documentation). */
  | 'notEffectiveYet'
  /** The file has another value than the one that we wrote, and that value does not work. */
  | 'replaced'
  | 'wrongSecret'
  /** There is no value to try in SecretStorage. */
  | 'notKept'
  /** There is no value to try: the key or its file no longer exists. */
  | 'noValue'
  /** The value could not be tried, or the service answered something else. */
  | 'failed';

/** The result of trying a credential. */
export type Trial =
  | { readonly kind: 'token'; readonly verified: Verified }
  | { readonly kind: 'noValue'; readonly of: 'keyring' | 'file' }
  | { readonly kind: 'error'; readonly error: unknown };

/** What is known of a credential besides the answer to the token request. */
export interface KnownOfCredential extends Pick<SecretReference, 'tenantId'> {
  /** Missing when it is not known which secret it is. */
  readonly secretId?: SecretReference['secretId'];
  /** As recorded on this machine. The service's list takes precedence. */
  readonly expiresAt?: Date;
  /** When it was issued, or written, by this machine's clock. */
  readonly changedAt?: Date;
  /** The file holds another value than the one that we wrote. */
  readonly isReplaced: boolean;
  readonly client: ClientFacts;
  /** Time of the service's clock; missing when it is not known. */
  readonly serviceTime?: Date;
  readonly now: Date;
}

const HOUR_MS = 3_600_000;

const findListed = ({ client, secretId }: KnownOfCredential) =>
  client.kind === 'client' ? client.secrets.find(({ id }) => id === secretId) : undefined;

function expiryOf(known: KnownOfCredential): Date | undefined {
  const listed = findListed(known);
  return listed && !listed.expiryUnknown ? listed.expiresAt : known.expiresAt;
}

const hasExpired = (known: KnownOfCredential, at: Date | undefined): boolean => {
  const expiresAt = expiryOf(known);
  return at !== undefined && expiresAt !== undefined && expiresAt <= at;
};

/** Adds what the service's time may lack: it is given in whole seconds. */
const latestServiceTime = ({ serviceTime, now }: KnownOfCredential): Date =>
  serviceTime ? new Date(serviceTime.getTime() + 1000) : now;

const isRecent = ({ changedAt, now }: KnownOfCredential): boolean =>
  changedAt !== undefined && Math.abs(now.getTime() - changedAt.getTime()) < HOUR_MS;

/** Reasons for a refusal. The first that applies counts; when none applies, the secret is wrong. */
const REFUSALS: readonly (readonly [VerifyCause, (known: KnownOfCredential) => boolean])[] = [
  ['clientGone', ({ client }) => client.kind === 'gone'],
  ['clientDisabled', ({ client }) => client.kind === 'client' && client.enabled === false],
  ['replaced', ({ isReplaced }) => isReplaced],
  [
    'secretGone',
    known => known.client.kind === 'client' && known.secretId !== undefined && !findListed(known),
  ],
  // By both clocks: that only this machine's clock is ahead does not explain a refusal.
  ['expired', known => hasExpired(known, known.now) && hasExpired(known, latestServiceTime(known))],
  ['clock', known => hasExpired(known, known.serviceTime)],
  ['notEffectiveYet', isRecent],
];

/** Determines why a credential works, or why not, from the answer and from what is known. */
export function diagnose(trial: Trial, known: KnownOfCredential): VerifyCause {
  if (trial.kind === 'noValue') return trial.of === 'keyring' ? 'notKept' : 'noValue';
  if (trial.kind === 'token') {
    const { tenantId } = trial.verified;
    const isOther = tenantId !== undefined && !isSameId(tenantId, known.tenantId);
    return isOther ? 'otherTenant' : 'works';
  }
  if (!(trial.error instanceof SignInError) || trial.error.code !== 'wrongSecret') return 'failed';
  return REFUSALS.find(([, holds]) => holds(known))?.[0] ?? 'wrongSecret';
}
