// What the timeline counts and lists. It knows nothing of the page, so that it can be tested without one.

/** Days until which a secret counts as one of this week, and of this month. */
const WEEK = 7;
const MONTH = 30;
const DAY_MS = 86_400_000;
/** More bars than this are too thin: then each stands for more months. */
const MOST_BARS = 36;
const MONTHS_PER_BAR = [1, 3, 12, 60, 120, 1200];

/** The groups of the list, in its order, each with the urgency that its secrets have. */
export const GROUPS = [
  { name: 'expired', urgency: 'expired' },
  { name: 'tomorrow', urgency: 'week' },
  { name: 'week', urgency: 'week' },
  { name: 'month', urgency: 'month' },
  { name: 'later', urgency: 'later' },
  { name: 'never', urgency: 'never' },
  { name: 'unknown', urgency: 'unknown' },
];

/** The kinds of a bar's parts, from the bottom. */
export const URGENCIES = ['expired', 'week', 'month', 'later', 'never'];

/** The groups that each tile counts and shows: the next 30 days begin today. */
export const TILES = {
  expired: ['expired'],
  week: ['tomorrow', 'week'],
  month: ['tomorrow', 'week', 'month'],
  later: ['later'],
  never: ['never'],
};

/** Returns the first index from which the sorted days are at least `least`. */
function firstFrom(days, least, from, to) {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns where each group begins, and the end: secrets are sorted, so that a group is a range. */
function groupStarts({ days, expired, dated, known }) {
  const from = least => firstFrom(days, least, expired, dated);
  return [0, expired, from(2), from(WEEK + 1), from(MONTH + 1), dated, known, days.length];
}

const monthOf = date => date.getUTCFullYear() * 12 + date.getUTCMonth();

/** Returns the bars: what expired before this month, the months until the last secret, and what never expires. */
function barsOf({ days, expired, dated, known, nowMs }) {
  const today = Math.floor(nowMs / DAY_MS);
  const dateOf = day => new Date((today + day) * DAY_MS);
  const first = monthOf(dateOf(0));
  const last = Math.max(first, dated === 0 ? first : monthOf(dateOf(days[dated - 1])));
  const span = last - first + 1;
  const months = MONTHS_PER_BAR.find(each => span / each <= MOST_BARS) ?? span;
  const inMonths = Array.from({ length: Math.ceil(span / months) }, (_, index) => {
    const start = first + index * months;
    return { name: `${Math.floor(start / 12)}-${(start % 12) + 1}`, month: start, months };
  });
  const hasEarlier = expired > 0 && monthOf(dateOf(days[0])) < first;
  const bars = [
    ...(hasEarlier ? [{ name: 'earlier' }] : []),
    ...inMonths,
    ...(known > dated ? [{ name: 'never' }] : []),
  ];
  const ofMonth = month => (month < first ? 0 : Math.floor((month - first) / months) + (hasEarlier ? 1 : 0));
  const ofSecret = new Int16Array(days.length).fill(-1);
  for (let index = 0; index < dated; index += 1) {
    const isSameDay = index > 0 && days[index] === days[index - 1];
    ofSecret[index] = isSameDay ? ofSecret[index - 1] : ofMonth(monthOf(dateOf(days[index])));
  }
  ofSecret.fill(bars.length - 1, dated, known);
  return { bars, ofSecret };
}

/** Returns for each text whether it has a part; everything is in lower case. */
const having = (texts, part) => Uint8Array.from(texts, text => (text.includes(part) ? 1 : 0));

/** Prepares what was sent, so that each question after it is a few passes over numbers. */
export function timelineModel(data) {
  const starts = groupStarts(data);
  const { bars, ofSecret } = barsOf(data);
  const lower = text => text.toLowerCase();
  const names = data.names.map(lower);
  const descriptions = data.descriptions.map(lower);
  const { clients, texts } = data;

  /** Returns the secrets whose client or description has every word of a search; all without one. */
  function found(search) {
    const words = lower(search).split(/\s/).filter(Boolean);
    if (words.length === 0) return undefined;
    const all = new Uint8Array(clients.length).fill(1);
    for (const word of words) {
      const inName = having(names, word);
      const inText = having(descriptions, word);
      for (let index = 0; index < all.length; index += 1)
        all[index] &= inName[clients[index]] | inText[texts[index]];
    }
    return all;
  }

  /** Counts what a search finds in a group, and lists what of it is in the chosen bar, or in any. */
  function look({ group, isFound, chosenBar, listed }, heights) {
    const { urgency } = GROUPS[group];
    let count = 0;
    let length = 0;
    for (let index = starts[group]; index < starts[group + 1]; index += 1) {
      if (isFound && !isFound[index]) continue;
      count += 1;
      const bar = ofSecret[index];
      if (bar >= 0) heights[bar][urgency] += 1;
      if (chosenBar === undefined || bar === chosenBar) listed[length++] = index;
    }
    return { count, secrets: listed.subarray(0, length) };
  }

  /**
   * Counts and lists what a search finds; a tile or a bar narrows the list only, so that the other counts still show.
   *
   * @param {{ search?: string, tile?: string, bar?: string }} question
   */
  function ask({ search = '', tile, bar }) {
    const isFound = found(search);
    const chosenBar = bar === undefined ? undefined : bars.findIndex(({ name }) => name === bar);
    const heights = bars.map(() => Object.fromEntries(URGENCIES.map(urgency => [urgency, 0])));
    const room = new Int32Array(clients.length);
    const looked = GROUPS.map(({ name }, group) => {
      const listed = room.subarray(starts[group], starts[group + 1]);
      return { name, ...look({ group, isFound, chosenBar, listed }, heights) };
    });
    const isShown = name => tile === undefined || TILES[tile].includes(name);
    const groups = looked.filter(({ name }) => isShown(name));
    // Who looks for what has expired looks for the latest.
    for (const { name, secrets } of groups) if (name === 'expired') secrets.reverse();
    const countOf = names =>
      looked.reduce((sum, { name, count }) => sum + (names.includes(name) ? count : 0), 0);
    return {
      tiles: Object.fromEntries(Object.entries(TILES).map(([each, names]) => [each, countOf(names)])),
      heights,
      groups: groups.map(({ name, secrets }) => ({ name, secrets })),
      listed: groups.reduce((sum, { secrets }) => sum + secrets.length, 0),
    };
  }

  return { bars, ask, count: clients.length };
}

/** Returns the three values of a scale's lines, round and whole: the last is at least `most`. */
export function scaleOf(most) {
  const third = Math.max(1, most / 3);
  const power = 10 ** Math.floor(Math.log10(third));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    .map(each => each * power)
    .find(each => each >= third && Number.isInteger(each));
  return [step, 2 * step, 3 * step];
}

/** Where days are on the axis, percent: a day next week needs more room than one next year. */
const PLACES = [
  [-3650, 1],
  [-365, 4],
  [-30, 8],
  [0, 13],
  [7, 33],
  [30.4, 53],
  [91.3, 73],
  [365.25, 92],
  [3650, 99],
];

/** The marks of the axis, days. */
export const TICKS = { today: 0, week: 7, month: 30.4, quarter: 91.3, year: 365.25 };

/** Returns the place of a day on the axis, percent; what has expired is left of today even on the day itself. */
export function placeOf(days, isExpired = false) {
  const day = isExpired ? Math.min(days, -0.5) : days;
  const at = PLACES.findIndex(([each]) => each >= day);
  if (at === -1) return PLACES.at(-1)[1];
  if (at === 0) return PLACES[0][1];
  const [from, left] = PLACES[at - 1];
  const [to, right] = PLACES[at];
  return left + ((day - from) / (to - from)) * (right - left);
}
