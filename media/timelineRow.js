// A row of the timeline: a secret with its client, its place on the axis, its date, and what can be done about it.
import { placeOf } from './timelineModel.js';

const TONES = {
  expired: 'red',
  tomorrow: 'orange',
  week: 'orange',
  month: 'amber',
  later: 'blue',
  never: 'plain',
  unknown: 'plain',
};

/** Makes an element. What others wrote is always set as text. */
export function make(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Makes a button that does something named. */
export function makeButton(className, deed, text = '') {
  const button = make('button', className, text);
  button.type = 'button';
  button.dataset.do = deed;
  return button;
}

/** Reads what is known of a secret from the columns. */
function secretAt({ columns, connections, nowMs }, speech, group, index) {
  const { words, fill } = speech;
  const client = columns.clients[index];
  const id = columns.ids[index];
  const days = columns.days[index];
  const isDated = index < columns.dated;
  const undated = group === 'never' ? words.never : words.unknown;
  return {
    key: `${columns.numbers[client]}.${id}`,
    client: columns.names[client],
    description: columns.descriptions[columns.texts[index]] || fill(words.secret, String(id)),
    notes: [
      ...(connections.length > 1 ? [connections[columns.tenants[client]]] : []),
      ...(columns.disabled[client] ? [words.disabled] : []),
    ],
    date: isDated ? speech.date(days, nowMs) : '',
    longDate: isDated ? speech.longDate(days, nowMs) : '',
    distance: isDated ? speech.distance(days) : undated,
    place: isDated ? placeOf(days, group === 'expired') : undefined,
  };
}

/** The name opens the secret, too: it is the larger target, and what the keyboard moves among. */
function makeName({ key, client, description, notes }) {
  const name = makeButton('name', 'open');
  name.append(make('b', '', client), ' ', make('span', 'muted', [description, ...notes].join(' · ')));
  name.title = name.textContent;
  name.tabIndex = -1;
  name.setAttribute('aria-describedby', `when-${key}`);
  return name;
}

function makeTrack({ place }, group) {
  const track = make('div', `track ${TONES[group]}`);
  if (place === undefined) return track;
  const point = make('i', group === 'expired' ? 'point expired' : 'point');
  point.style.left = `${place}%`;
  track.append(point);
  return track;
}

function makeWhen({ key, date, longDate, distance }, group) {
  const when = make('div', 'when');
  when.id = `when-${key}`;
  const shown = make('span', 'muted date', date);
  shown.title = longDate;
  when.append(shown, ' ', make('span', `chip ${TONES[group]}`, distance));
  return when;
}

function makeDeeds({ client, description }, { words, fill }) {
  const deeds = make('div', 'deeds');
  for (const [deed, text, full] of [
    ['rotate', words.rotate, words.rotateOf],
    ['open', words.open, words.openOf],
  ]) {
    const button = makeButton('quiet', deed, text);
    button.tabIndex = -1;
    button.setAttribute('aria-label', fill(full, `${client} ${description}`));
    deeds.append(button);
  }
  return deeds;
}

/** Makes the row of the secret with an index. */
export function makeRow(data, speech, group, index) {
  const secret = secretAt(data, speech, group, index);
  const row = make('li', 'row');
  row.dataset.key = secret.key;
  row.append(makeName(secret), makeDeeds(secret, speech), makeTrack(secret, group), makeWhen(secret, group));
  return row;
}
