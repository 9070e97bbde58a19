// How the timeline says numbers, days and dates. Words come from the extension; names of months from the browser.

const DAY_MS = 86_400_000;

/** Puts values into the places of a text: `{0}`, `{1}`. */
const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (place, index) => values[index] ?? place);

/** Returns the functions that say things, in the language of our words and, for dates, in that of the editor. */
export function wordsOf(words, language, dateLanguage) {
  const number = new Intl.NumberFormat(language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const format = options => new Intl.DateTimeFormat(dateLanguage, { timeZone: 'UTC', ...options });
  const dates = {
    day: format({ day: 'numeric', month: 'short' }),
    dayOfYear: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    long: format({ dateStyle: 'full' }),
    month: format({ month: 'short' }),
    monthOfYear: format({ month: 'short', year: 'numeric' }),
    longMonth: format({ month: 'long', year: 'numeric' }),
    year: format({ year: 'numeric' }),
    time: new Intl.DateTimeFormat(dateLanguage, { dateStyle: 'medium', timeStyle: 'short' }),
  };
  const count = value => number.format(value);
  const counted = (value, one, several) => (value === 1 ? one : fill(several, count(value)));
  const monthStart = month => new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));

  return {
    words,
    fill,
    count,
    secrets: value => counted(value, words.oneSecret, words.secrets),
    clients: value => counted(value, words.oneClient, words.clients),

    /** Says how far off a day of the calendar is. */
    distance(days) {
      if (days === 0) return words.today;
      if (days === 1) return words.tomorrow;
      if (days === -1) return words.yesterday;
      return fill(days > 0 ? words.inDays : words.daysAgo, count(Math.abs(days)));
    },

    /** Says the date that is so many days from a time; with the year unless it is this one. */
    date(days, nowMs) {
      const date = new Date(nowMs + days * DAY_MS);
      const isThisYear = date.getUTCFullYear() === new Date(nowMs).getUTCFullYear();
      return (isThisYear ? dates.day : dates.dayOfYear).format(date);
    },

    longDate: (days, nowMs) => dates.long.format(new Date(nowMs + days * DAY_MS)),

    /** Says when something was, in a sentence, and in full. */
    updated(atMs, nowMs) {
      const minutes = Math.round((atMs - nowMs) / 60_000);
      if (minutes > -1) return words.updatedNow;
      const [value, unit] =
        minutes > -60
          ? [minutes, 'minute']
          : minutes > -1440
            ? [Math.round(minutes / 60), 'hour']
            : [Math.round(minutes / 1440), 'day'];
      return fill(words.updated, relative.format(value, unit));
    },
    time: atMs => dates.time.format(new Date(atMs)),

    /** Names a bar below it: a month, with the year at the first one and at the first month of a year. */
    shortBar({ name, month, months }, isFirst) {
      if (name === 'earlier') return words.earlier;
      if (name === 'never') return words.neverBar;
      const start = monthStart(month);
      if (months >= 12) return dates.year.format(start);
      return (isFirst || month % 12 < months ? dates.monthOfYear : dates.month).format(start);
    },

    /** Names a bar in full. */
    longBar({ name, month, months }) {
      if (name === 'earlier') return words.earlier;
      if (name === 'never') return words.neverBar;
      const start = monthStart(month);
      return months === 1
        ? dates.longMonth.format(start)
        : dates.longMonth.formatRange(start, monthStart(month + months - 1));
    },
  };
}
