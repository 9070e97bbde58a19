// The groups of the timeline, and their rows. Only rows that are shown are part of the page.
import { make, makeButton, makeRow } from './timelineRow.js';

/** Rows of a group at first, with a filter and without, and how many more each time. */
const FIRST = 25;
const FIRST_FILTERED = 100;
const MORE = 200;
/** Rows that Page Up and Page Down move by. */
const PAGE = 10;

/** Makes the list; `act` is called with what a button is to do. */
export function timelineList(holder, speech, act) {
  const { words, fill } = speech;
  const chevron = document.getElementById('icon-chevron-right').content;
  /** Groups that were opened or closed, and how many rows more were asked for. */
  let opened = {};
  let more = {};
  let shown;

  const isOpen = (name, isFiltered) => opened[name] ?? (name !== 'expired' || isFiltered);

  function makeGroup(state, { name, secrets }) {
    const group = make('section', 'group');
    group.dataset.group = name;
    const head = make('div', 'head');
    const title = document.createElement('h2');
    const toggle = makeButton('quiet toggle', 'toggle');
    const isGroupOpen = isOpen(name, state.isFiltered);
    toggle.setAttribute('aria-expanded', String(isGroupOpen));
    toggle.append(
      chevron.cloneNode(true),
      make('span', '', words.groups[name]),
      ' ',
      make('span', 'total muted', speech.count(secrets.length)),
    );
    title.append(toggle);
    head.append(title);
    if (name === 'expired' && !state.search && state.bar === undefined) {
      head.append(makeButton('quiet', 'deleteExpired', words.deleteExpired));
    }
    group.append(head);
    if (!isGroupOpen) return group;

    const limit = (state.isFiltered ? FIRST_FILTERED : FIRST) + (more[name] ?? 0);
    const rows = make('ul', 'rows');
    rows.setAttribute('aria-label', words.groups[name]);
    for (const index of secrets.subarray(0, limit)) rows.append(makeRow(state.data, speech, name, index));
    group.append(rows);
    if (secrets.length > limit) {
      const text = fill(words.loadMore, speech.count(limit), speech.count(secrets.length));
      group.append(makeButton('quiet more', 'more', text));
    }
    return group;
  }

  const names = () => [...holder.querySelectorAll('.row > .name')];

  /** One row is in the order of the Tab key, with its buttons; arrow keys move among the rows. */
  function setTabStop(name) {
    for (const button of holder.querySelectorAll('.row button[tabindex="0"]')) button.tabIndex = -1;
    for (const button of name?.parentElement.querySelectorAll('button') ?? []) button.tabIndex = 0;
  }

  /** Remembers what has the keyboard, so that it has it again when the rows are made anew. */
  function focusPlace() {
    const active = document.activeElement;
    if (!holder.contains(active)) return undefined;
    const key = active.closest('.row')?.dataset.key;
    const group = active.closest('.group')?.dataset.group;
    const at = names().indexOf(active.closest('.row')?.querySelector('.name'));
    return { key, group, at, what: active.dataset.do };
  }

  function focusAgain({ key, group, at, what }) {
    const row = key && holder.querySelector(`.row[data-key="${key}"]`);
    // What is gone leaves the keyboard to its neighbor.
    const neighbor = key && names()[Math.min(at, names().length - 1)];
    const inGroup = holder.querySelector(`.group[data-group="${group}"] [data-do="${what}"]`);
    const last = [...holder.querySelectorAll(`.group[data-group="${group}"] .row > .name`)].at(-1);
    const again = row ? row.querySelector(`[data-do="${what}"]`) : (neighbor ?? inGroup ?? last);
    again?.focus({ preventScroll: true });
  }

  function draw(state) {
    shown = state;
    const place = focusPlace();
    const filled = state.groups.filter(({ secrets }) => secrets.length > 0);
    holder.replaceChildren(...filled.map(group => makeGroup(state, group)));
    if (place) focusAgain(place);
    setTabStop(document.activeElement?.closest?.('.row')?.querySelector('.name') ?? names()[0]);
  }

  const deeds = {
    toggle(name) {
      opened = { ...opened, [name]: !isOpen(name, shown.isFiltered) };
      draw(shown);
    },
    more(name) {
      more = { ...more, [name]: (more[name] ?? 0) + MORE };
      draw(shown);
    },
  };

  holder.addEventListener('click', event => {
    const button = event.target.closest('button[data-do]');
    if (!button) return;
    const name = button.closest('.group').dataset.group;
    const [client, secret] = (button.closest('.row')?.dataset.key ?? '').split('.').map(Number);
    if (Object.hasOwn(deeds, button.dataset.do)) deeds[button.dataset.do](name);
    else act({ action: button.dataset.do, client, secret });
  });
  holder.addEventListener('focusin', event => {
    const name = event.target.closest('.row')?.querySelector('.name');
    if (name) setTabStop(name);
  });
  holder.addEventListener('keydown', event => {
    const row = document.activeElement?.closest('.row');
    if (!row || !holder.contains(row)) return;
    const all = names();
    const at = all.indexOf(row.querySelector('.name'));
    const end = all.length - 1;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -end, End: end };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = all[Math.max(0, Math.min(end, at + step))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  });

  return {
    draw,
    /** Forgets how many rows more were asked for: another question has other rows. */
    forgetMore() {
      more = {};
    },
    get state() {
      return { opened, more };
    },
    set state(state) {
      opened = state?.opened ?? {};
      more = state?.more ?? {};
    },
  };
}
