const DAY_MS = 86_400_000;

/** Returns how many days of the calendar a date is off, negative for the past: dates are written in UTC, and so counted. */
export const calendarDays = (date: Date, now: Date): number =>
  Math.floor(date.getTime() / DAY_MS) - Math.floor(now.getTime() / DAY_MS);
