// The bars of the timeline: one per month, of parts by urgency. Each is a button that filters the list.
import { scaleOf, URGENCIES } from './timelineModel.js';

const TONES = { expired: 'red', week: 'orange', month: 'amber', later: 'blue', never: 'none' };
/** The height of a scale's last line, in percent of the plot. */
const TOP = 88;
/** A bar beside the months may be so much higher than they are; more would leave nothing of them. */
const MOST_OVER = 1.5;
/** A name below a bar needs so much room, and a count above it, in pixels. */
const NAME_PX = 54;
const COUNT_PX = 24;

const totalOf = parts => URGENCIES.reduce((sum, urgency) => sum + parts[urgency], 0);

/** Returns the value that the scale has to reach: bars that are no months don't flatten those that are. */
function mostOf(bars, totals) {
  const ofMonths = Math.max(0, ...totals.filter((_, index) => bars[index].month !== undefined));
  const all = Math.max(0, ...totals);
  return ofMonths === 0 ? all : Math.min(all, ofMonths * MOST_OVER);
}

/** Makes the chart in its plot; `choose` is called with the name of the bar that was pressed. */
export function timelineChart(plot, speech, choose) {
  const lines = plot.querySelector('.lines');
  const holder = plot.querySelector('.bars');
  let shown = [];

  function drawLines(values, top) {
    lines.replaceChildren(
      ...values.map(value => {
        const line = document.createElement('div');
        line.style.bottom = `${(value / top) * TOP}%`;
        line.textContent = speech.count(value);
        return line;
      }),
    );
  }

  function makeBar(bar, isFirst) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = bar.month === undefined ? 'bar apart' : 'bar';
    button.dataset.bar = bar.name;
    button.tabIndex = -1;
    const stack = document.createElement('span');
    stack.className = 'stack';
    const count = document.createElement('span');
    count.className = 'count';
    const parts = URGENCIES.map(urgency => {
      const part = document.createElement('i');
      part.className = `part ${TONES[urgency]}`;
      part.dataset.urgency = urgency;
      return part;
    });
    stack.append(count, ...parts.toReversed());
    const label = document.createElement('span');
    label.className = 'label';
    label.textContent = speech.shortBar(bar, isFirst);
    button.append(stack, label);
    return { bar, button, stack, count, parts };
  }

  /** Draws how much of what each bar has. */
  function drawBar({ bar, button, stack, count, parts }, heights, top, isChosen) {
    const total = totalOf(heights);
    const isCut = total > top * (100 / TOP);
    stack.style.height = `${Math.min(100, (total / top) * TOP)}%`;
    stack.classList.toggle('cut', isCut);
    count.textContent = total === 0 ? '' : speech.count(total);
    for (const part of parts) {
      const value = heights[part.dataset.urgency];
      part.hidden = value === 0;
      part.style.flexGrow = value;
    }
    const { words, fill } = speech;
    const said = URGENCIES.filter(urgency => heights[urgency] > 0).map(urgency =>
      fill(words.part, words.urgencies[urgency], speech.count(heights[urgency])),
    );
    const label = [speech.longBar(bar), speech.secrets(total), ...(said.length > 1 ? said : [])].join(', ');
    button.setAttribute('aria-label', label);
    button.title = label;
    button.setAttribute('aria-pressed', String(isChosen));
    button.classList.toggle('empty', total === 0);
  }

  /** Names only as many bars as there is room for. */
  function thinOut() {
    const widthPx = holder.clientWidth / Math.max(1, shown.length);
    const every = Math.max(1, Math.ceil(NAME_PX / Math.max(1, widthPx)));
    const first = shown.findIndex(({ bar }) => bar.month !== undefined);
    for (const [index, { bar, button }] of shown.entries()) {
      const isNamed = bar.month === undefined || (index - first) % every === 0;
      button.classList.toggle('unnamed', !isNamed);
    }
    holder.classList.toggle('narrow', widthPx < COUNT_PX);
  }
  new ResizeObserver(thinOut).observe(holder);

  /** One bar is in the order of the Tab key: the chosen one, else the first. */
  function setTabStop(button) {
    for (const each of shown) each.button.tabIndex = each.button === button ? 0 : -1;
  }

  holder.addEventListener('click', event => {
    const button = event.target.closest('.bar');
    if (button) choose(button.dataset.bar);
  });
  holder.addEventListener('keydown', event => {
    const at = shown.findIndex(({ button }) => button === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const next = shown[Math.max(0, Math.min(shown.length - 1, to ?? -1))];
    if (at < 0 || to === undefined || !next) return;
    event.preventDefault();
    setTabStop(next.button);
    next.button.focus();
  });

  return {
    /** Makes the bars anew, for other months. */
    setBars(bars) {
      const firstMonth = bars.findIndex(({ month }) => month !== undefined);
      const focused = document.activeElement?.closest('.bar')?.dataset.bar;
      shown = bars.map((bar, index) => makeBar(bar, index === firstMonth));
      holder.replaceChildren(...shown.map(({ button }) => button));
      thinOut();
      const again = shown.find(({ bar }) => bar.name === focused);
      setTabStop((again ?? shown[0])?.button);
      again?.button.focus({ preventScroll: true });
    },

    /** Draws the counts of a question, and which bar and urgencies are chosen. */
    draw(heights, chosen, urgencies) {
      const values = scaleOf(
        mostOf(
          shown.map(({ bar }) => bar),
          heights.map(totalOf),
        ),
      );
      const top = values[2];
      drawLines(values, top);
      for (const [index, each] of shown.entries())
        drawBar(each, heights[index], top, each.bar.name === chosen);
      holder.classList.toggle('chosen', chosen !== undefined);
      for (const part of holder.querySelectorAll('.part'))
        part.classList.toggle('dim', urgencies.length > 0 && !urgencies.includes(part.dataset.urgency));
    },
  };
}
