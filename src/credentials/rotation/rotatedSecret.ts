import type { ExpiringSecret } from '../clientHealth.ts';
import { type ExpiryChoice, expiryOf } from '../expiry/secretExpiry.ts';

/** The lifetimes that a user chooses from, the longest first. The old secret's lifetime is rounded to one of them. */
const SPANS: readonly Exclude<ExpiryChoice, 'date' | 'never'>[] = ['1year', '180days', '90days', '30days'];

const DAY_MS = 86_400_000;

/**
 * Returns when the successor of a secret expires: it gets the lifetime of the old secret. The service does not report when a
 * secret was issued; when it is not recorded either, or when the old secret's expiration is unknown, the lifetime is one
 * year. `undefined` when the old one never expires.
 *
 * @param issuedAt when the old secret was saved on this machine, ISO 8601
 */
export function expiryLikeOld(
  { expiresAt, expiryUnknown }: ExpiringSecret,
  issuedAt: string | undefined,
  now: Date,
): Date | undefined {
  if (expiryUnknown) return expiryOf('1year', now);
  if (!expiresAt) return undefined;
  const issued = issuedAt === undefined ? undefined : new Date(issuedAt);
  const spanMs = issued ? expiresAt.getTime() - issued.getTime() : 0;
  if (!issued || spanMs <= 0) return expiryOf('1year', now);
  // A year remains a year: 365 days after the end of February are not the same day.
  const named = SPANS.find(choice => {
    const end = expiryOf(choice, issued);
    return end && Math.abs(end.getTime() - expiresAt.getTime()) < DAY_MS;
  });
  return named ? expiryOf(named, now) : new Date(now.getTime() + spanMs);
}

/** The date and tag that {@link successorDescription} appends. */
const SUFFIX = / · \d{4}-\d{2}-\d{2} · [0-9a-f]{6}$/;

/**
 * Describes the successor of a secret uniquely, so that it can be found when the answer with its number gets lost.
 *
 * @param tag six hexadecimal digits, unique each time
 */
export function successorDescription(old: { readonly description: string }, now: Date, tag: string): string {
  const base = old.description.replace(SUFFIX, '');
  return [...(base === '' ? [] : [base]), now.toISOString().slice(0, 10), tag].join(' · ');
}
