import { keptSecretKey } from '../records/keptSecrets.ts';
import type { CredentialReference, SecretReference } from '../records/references.ts';

/** A secret whose expiry is watched. */
export interface WatchedSecret extends SecretReference, Pick<CredentialReference, 'clientName'> {
  readonly description: string;
  /** Missing: it never expires. */
  readonly expiresAt?: Date;
}

/** Days before expiry at which the user is told, where no setting says otherwise. */
export const NOTICE_DAYS: readonly number[] = [30, 14, 7, 1];

const DAY_MS = 86_400_000;

/** Marks of a secret that nobody watches any more are kept so long after its expiry, days: it may come back. */
const MARKS_OUTLIVE_DAYS = 90;

/** Something to tell, once: it is told when `marks` are written down. */
export interface DueNotice {
  readonly secret: WatchedSecret & { readonly expiresAt: Date };
  /** Names this notice and the earlier ones that it makes needless; another expiry gives other names. */
  readonly marks: readonly string[];
}

/**
 * Finds what is to be told now: of each secret the latest notice that is due, and only once. The very instant of its
 * expiry is a notice of its own.
 *
 * @param days before expiry at which there is a notice, in any order
 * @param told marks of what has been told
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

/** Finds the marks that no notice will ask for any more: of secrets that have expired long ago and are not watched. */
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
