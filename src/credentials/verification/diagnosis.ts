import { SignInError } from '../../signIn/signInError.ts';
import type { ClientFacts } from '../projectCredential.ts';
import type { SecretReference } from '../records/references.ts';
import { isSameId } from '../records/sameId.ts';
import type { Verified } from './verifyCredential.ts';

/** How it stands with a credential that was tried: the service itself says no more than `invalid_client`. */
export type VerifyCause =
  | 'works'
  /** A token came, of another tenant than the credential is noted for. */
  | 'otherTenant'
  /** The service has no such client any more. */
  | 'clientGone'
  | 'clientDisabled'
  /** The secret is not among the client's secrets any more. */
  | 'secretGone'
  | 'expired'
  /** Expired by the service's clock, and not yet by this machine's. */
  | 'clock'
  /** Added or changed less than an hour ago: the service takes up to that long (service documentation). */
  | 'notEffectiveYet'
  /** Somebody has written another value into the file, and that one does not work. */
  | 'replaced'
  | 'wrongSecret'
  /** There is no value to try: SecretStorage has none. */
  | 'notKept'
  /** There is no value to try: the key or its file is gone. */
  | 'noValue'
  /** Nothing could be tried, or the answer says something else. */
  | 'failed';

/** What came of trying a credential. */
export type Trial =
  | { readonly kind: 'token'; readonly verified: Verified }
  | { readonly kind: 'noValue'; readonly of: 'keyring' | 'file' }
  | { readonly kind: 'error'; readonly error: unknown };

/** What is known of a credential beside the answer to the token request. */
export interface KnownOfCredential extends Pick<SecretReference, 'tenantId'> {
  /** Missing where nobody knows which secret it is. */
  readonly secretId?: SecretReference['secretId'];
  /** As noted here; the service's own list counts more. */
  readonly expiresAt?: Date;
  /** When it was issued, or written, by this machine's clock. */
  readonly changedAt?: Date;
  /** The file holds another value than the one that we wrote. */
  readonly isReplaced: boolean;
  readonly client: ClientFacts;
  /** The service's clock; missing where it did not tell. */
  readonly serviceTime?: Date;
  readonly now: Date;
}

const HOUR_MS = 3_600_000;

const listed = ({ client, secretId }: KnownOfCredential) =>
  client.kind === 'client' ? client.secrets.find(({ id }) => id === secretId) : undefined;

const expiryOf = (known: KnownOfCredential): Date | undefined =>
  listed(known) ? listed(known)?.expiresAt : known.expiresAt;

const hasExpired = (known: KnownOfCredential, at: Date | undefined): boolean => {
  const expiresAt = expiryOf(known);
  return at !== undefined && expiresAt !== undefined && expiresAt <= at;
};

/** The service tells whole seconds: it may be later there by almost one. */
const latestServiceTime = ({ serviceTime, now }: KnownOfCredential): Date =>
  serviceTime ? new Date(serviceTime.getTime() + 1000) : now;

const isRecent = ({ changedAt, now }: KnownOfCredential): boolean =>
  changedAt !== undefined && Math.abs(now.getTime() - changedAt.getTime()) < HOUR_MS;

/** Why a secret was refused, the first that holds; none of them holding, it is simply wrong. */
const REFUSALS: readonly (readonly [VerifyCause, (known: KnownOfCredential) => boolean])[] = [
  ['clientGone', ({ client }) => client.kind === 'gone'],
  ['clientDisabled', ({ client }) => client.kind === 'client' && !client.enabled],
  ['replaced', ({ isReplaced }) => isReplaced],
  ['secretGone', known => known.client.kind === 'client' && known.secretId !== undefined && !listed(known)],
  // by both clocks: one that is ahead here explains nothing
  ['expired', known => hasExpired(known, known.now) && hasExpired(known, latestServiceTime(known))],
  ['clock', known => hasExpired(known, known.serviceTime)],
  ['notEffectiveYet', isRecent],
];

/** Tells why a credential works, or why not, from the answer and from what is known. */
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
