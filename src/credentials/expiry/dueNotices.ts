import { keptSecretKey, type SecretReference } from '../keptSecrets.ts';

/** A secret whose expiry is watched. */
export interface WatchedSecret extends SecretReference {
  readonly clientName: string;
  readonly description: string;
  /** Missing: it never expires. */
  readonly expiresAt?: Date;
}

/** Days before expiry at which the user is told, where no setting says otherwise. */
export const NOTICE_DAYS: readonly number[] = [30, 14, 7, 1];

const DAY_MS = 86_400_000;

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
    const marks = due.map(each => `${keptSecretKey(secret)} ${expiresAt.toISOString()} ${each}`);
    const latest = marks.at(-1);
    if (latest === undefined || told.has(latest)) return [];
    return [{ secret: { ...secret, expiresAt }, marks }];
  });
}
