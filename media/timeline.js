// The timeline page: shows what the extension sends, and asks it to do what its buttons say. It holds no secret's value.
import { timelineChart } from './timelineChart.js';
import { timelineList } from './timelineList.js';
import { placeOf, TICKS, timelineModel } from './timelineModel.js';
import { wordsOf } from './timelineWords.js';

const editor = acquireVsCodeApi();
const root = document.getElementById('timeline');
const byId = id => document.getElementById(id);
const { words, language, dateLanguage } = root.dataset;
const speech = wordsOf(JSON.parse(words), language, dateLanguage);
const search = byId('search');
const crumb = document.querySelector('.crumb');
const tiles = [...document.querySelectorAll('.tile')];

/** The urgencies whose parts of bars belong to a tile. */
const URGENCIES = {
  expired: ['expired'],
  week: ['week'],
  month: ['week', 'month'],
  later: ['later'],
  never: ['never'],
};
const MINUTE_MS = 60_000;

let data;
let model;
/** What is asked: a tile or a bar, besides the words of the search. */
let filter = {};

const list = timelineList(byId('groups'), speech, message => editor.postMessage(message));
const chart = timelineChart(document.querySelector('.plot'), speech, bar => choose('bar', bar));

/** Chooses a tile or a bar; once more, and it is not chosen any longer. */
function choose(kind, name) {
  filter = filter[kind] === name ? {} : { [kind]: name };
  list.forgetMore();
  ask();
}

function ask() {
  if (!model) return;
  const text = search.value.trim();
  const answer = model.ask({ search: text, ...filter });
  const isFiltered = text !== '' || filter.tile !== undefined || filter.bar !== undefined;
  for (const tile of tiles) {
    tile.querySelector('b').textContent = speech.count(answer.tiles[tile.dataset.tile]);
    tile.setAttribute('aria-pressed', String(tile.dataset.tile === filter.tile));
  }
  chart.draw(answer.heights, filter.bar, filter.tile ? URGENCIES[filter.tile] : []);
  list.draw({ data, groups: answer.groups, isFiltered, search: text, bar: filter.bar });
  byId('status').textContent = isFiltered ? speech.secrets(answer.listed) : '';
  document.querySelector('[data-action="clear"]').hidden = !isFiltered;
  byId('nothing').hidden = answer.listed > 0;
  document.querySelector('.axis').hidden = answer.listed === 0;
  save();
}

function showUpdated() {
  if (!data) return;
  const updated = byId('updated');
  updated.textContent = speech.updated(data.takenAtMs, Date.now());
  updated.title = speech.time(data.takenAtMs);
}

/** Shows what was sent; what the user has chosen, typed and scrolled to stays. */
function show(sent) {
  const scrolled = data ? window.scrollY : undefined;
  data = sent;
  model = timelineModel({ ...sent.columns, nowMs: sent.nowMs });
  if (filter.bar !== undefined && !model.bars.some(({ name }) => name === filter.bar)) filter = {};
  byId('loading').hidden = true;
  root.removeAttribute('aria-busy');
  crumb.textContent = `${sent.connections.join(', ')} · ${speech.clients(sent.columns.names.length)}`;
  chart.setBars(model.bars);
  ask();
  showUpdated();
  window.scrollTo({ top: scrolled ?? restored?.scrolled ?? 0, behavior: 'instant' });
}

/** A page that is hidden is made again when it is shown: the editor keeps this for it meanwhile. */
function save() {
  editor.setState({ search: search.value, filter, list: list.state, scrolled: window.scrollY });
}

const restored = editor.getState();
if (restored) {
  search.value = restored.search;
  filter = restored.filter;
  list.state = restored.list;
}

for (const tick of document.querySelectorAll('[data-tick]')) {
  tick.style.left = `${placeOf(TICKS[tick.dataset.tick])}%`;
  root.style.setProperty(`--${tick.dataset.tick}`, tick.style.left);
}
for (const tile of tiles) tile.addEventListener('click', () => choose('tile', tile.dataset.tile));
search.addEventListener('input', () => {
  list.forgetMore();
  ask();
});
for (const button of document.querySelectorAll('button[data-action]')) {
  button.addEventListener('click', () => {
    const { action } = button.dataset;
    if (action !== 'clear') return editor.postMessage({ action });
    search.value = '';
    filter = {};
    list.forgetMore();
    ask();
    search.focus();
  });
}
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || (search.value === '' && Object.keys(filter).length === 0)) return;
  document.querySelector('[data-action="clear"]').click();
});
window.addEventListener('scrollend', save);
window.addEventListener('message', ({ data: message }) => {
  if (message?.columns) show(message);
});
setInterval(showUpdated, MINUTE_MS);
editor.postMessage({ action: 'ready' });
