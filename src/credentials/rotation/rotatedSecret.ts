import type { ExpiringSecret } from '../clientHealth.ts';
import { type ExpiryChoice, expiryOf } from '../expiry/secretExpiry.ts';

/** Lives that a user chooses from, the longest first: the old secret's span is taken for one of them where it is. */
const SPANS: readonly Exclude<ExpiryChoice, 'date' | 'never'>[] = ['1year', '180days', '90days', '30days'];

const DAY_MS = 86_400_000;

/**
 * Returns when the successor of a secret expires: as long after now as the old one did after it was issued. The service
 * does not tell when that was; where we do not know it either, it is one year. Never stays never.
 *
 * @param issuedAt when the old secret was kept here, ISO 8601
 */
export function expiryLikeOld(
  { expiresAt }: ExpiringSecret,
  issuedAt: string | undefined,
  now: Date,
): Date | undefined {
  if (!expiresAt) return undefined;
  const issued = issuedAt === undefined ? undefined : new Date(issuedAt);
  const spanMs = issued ? expiresAt.getTime() - issued.getTime() : 0;
  if (!issued || spanMs <= 0) return expiryOf('1year', now);
  // a year stays a year: 365 days after the end of February are not the same day
  const named = SPANS.find(choice => {
    const end = expiryOf(choice, issued);
    return end && Math.abs(end.getTime() - expiresAt.getTime()) < DAY_MS;
  });
  return named ? expiryOf(named, now) : new Date(now.getTime() + spanMs);
}

/** What {@link successorDescription} has put at the end of a description: day and tag. */
const SUFFIX = / · \d{4}-\d{2}-\d{2} · [0-9a-f]{6}$/;

/**
 * Describes the successor of a secret so that it cannot be taken for any other: by this it is found when the answer
 * that tells its number gets lost.
 *
 * @param tag six hexadecimal digits, never the same twice
 */
export function successorDescription(old: { readonly description: string }, now: Date, tag: string): string {
  const base = old.description.replace(SUFFIX, '');
  return [...(base === '' ? [] : [base]), now.toISOString().slice(0, 10), tag].join(' · ');
}
