import { keptSecretKey } from '../records/keptSecrets.ts';
import type { CredentialReference, SecretReference } from '../records/references.ts';

/** A secret whose expiry is watched. */
export interface WatchedSecret extends SecretReference, Pick<CredentialReference, 'clientName'> {
  readonly description: string;
  /** Missing: it never expires. */
  readonly expiresAt?: Date;
}

const DAY_MS = 86_400_000;

/** How long marks of a secret that is no longer watched are kept after its expiration, days: it may be watched again. */
const MARKS_OUTLIVE_DAYS = 90;

/** A notice that is due. It has been given once `marks` are recorded. */
export interface DueNotice {
  readonly secret: WatchedSecret & { readonly expiresAt: Date };
  /** Marks of this notice and of the earlier ones that it replaces. They depend on the expiration date. */
  readonly marks: readonly string[];
}

/**
 * Finds the notices to give now: the latest one that is due for each secret, and each only once. There is always a notice
 * at the time of expiration.
 *
 * @param days before expiration at which there is a notice, in any order
 * @param told marks of the notices that have been given
 */
export function dueNotices(
  secrets: readonly WatchedSecret[],
  now: Date,
  days: readonly number[],
  told: ReadonlySet<string>,
): readonly DueNotice[] {
  const thresholds = [...new Set([...days.filter(each => each > 0), 0])].toSorted(
    (one, other) => other - one,
  );
  return secrets.flatMap(secret => {
    const { expiresAt } = secret;
    if (!expiresAt) return [];
    const leftMs = expiresAt.getTime() - now.getTime();
    const due = thresholds.filter(each => leftMs <= each * DAY_MS);
    const marks = due.map(each => `${expiryKey({ ...secret, expiresAt })} ${each}`);
    const latest = marks.at(-1);
    if (latest === undefined || told.has(latest)) return [];
    return [{ secret: { ...secret, expiresAt }, marks }];
  });
}

/** Finds the marks that are no longer needed: of secrets that expired long ago and are not watched. */
export function outdatedMarks(
  told: Iterable<string>,
  watched: readonly WatchedSecret[],
  now: Date,
): readonly string[] {
  const keys = new Set(watched.map(keptSecretKey));
  return [...told].filter(mark => {
    const { key = '', expiresAt = '' } = MARK.exec(mark)?.groups ?? {};
    const goneMs = now.getTime() - Date.parse(expiresAt);
    return goneMs > MARKS_OUTLIVE_DAYS * DAY_MS && !keys.has(key);
  });
}

const MARK = /^(?<key>kept\/\S+) (?<expiresAt>\S+) \S+$/;

const expiryKey = ({ expiresAt, ...secret }: SecretReference & { readonly expiresAt: Date }): string =>
  `${keptSecretKey(secret)} ${expiresAt.toISOString()}`;
