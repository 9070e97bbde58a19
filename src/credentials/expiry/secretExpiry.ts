/** The lifetimes that a wizard offers for a new secret. */
export type ExpiryChoice = '30days' | '90days' | '180days' | '1year' | 'never' | 'date';

/** Why a typed date was not accepted. */
export type ExpiryFault = 'notADate' | 'past';

function inDays(now: Date, days: number): Date {
  const expiry = new Date(now);
  expiry.setUTCDate(expiry.getUTCDate() + days);
  return expiry;
}

function inOneYear(now: Date): Date {
  const expiry = new Date(now);
  const month = expiry.getUTCMonth();
  expiry.setUTCFullYear(expiry.getUTCFullYear() + 1);
  // There is no February 29 next year: the last day of the month is used, not the first of the next.
  if (expiry.getUTCMonth() !== month) expiry.setUTCDate(0);
  return expiry;
}

const EXPIRIES: Readonly<Record<Exclude<ExpiryChoice, 'date'>, (now: Date) => Date | undefined>> = {
  '30days': now => inDays(now, 30),
  '90days': now => inDays(now, 90),
  '180days': now => inDays(now, 180),
  '1year': inOneYear,
  never: () => undefined,
};

/** Returns when a secret issued now expires; `undefined` for never. A typed date does not depend on `now`. */
export const expiryOf = (choice: Exclude<ExpiryChoice, 'date'>, now: Date): Date | undefined =>
  EXPIRIES[choice](now);

const CALENDAR_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads a typed date (`2027-11-23`, the end of that day in UTC); the date must be in the future. */
export function readExpiryDate(
  text: string,
  now: Date,
): { readonly ok: true; readonly date: Date } | { readonly ok: false; readonly fault: ExpiryFault } {
  const match = CALENDAR_DATE.exec(text.trim());
  const date = match ? new Date(`${match[0]}T23:59:59Z`) : undefined;
  // `Date` reads 2027-02-31 as a day in March: the result must be the date that was typed.
  if (!match || !date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== match[0]) {
    return { ok: false, fault: 'notADate' };
  }
  return date > now ? { ok: true, date } : { ok: false, fault: 'past' };
}
