import * as l10n from '@vscode/l10n';
import { type SecretState, secretState } from '../../../credentials/clientHealth.ts';
import {
  countByMonth,
  type ExpiringEntry,
  type MonthCount,
} from '../../../credentials/expiry/expiringSecrets.ts';
import type { PageResources } from '../../platform/webview/page.ts';
import { buttonHtml, escapeHtml, pageHtml } from '../../platform/webview/pageHtml.ts';
import { countInWords, secretCountInWords } from '../../vocabulary/words/countWords.ts';
import { dateInWords, distanceInWords } from '../../vocabulary/words/expiryWords.ts';
import { lookInWords } from '../../vocabulary/words/lookWords.ts';

/** What the timeline shows. */
export interface TimelineModel {
  /** The soonest first. */
  readonly entries: readonly ExpiringEntry[];
  /** When the service was asked; of several times the oldest. */
  readonly takenAt: Date;
  readonly now: Date;
}

/** Rows of a page: nobody rotates more at once, and the columns above show all. */
export const SHOWN_ROWS = 200;

const MONTHS = 24;
const ROW_PX = 26;
const COLUMN_TOP_PX = 18;
const COLUMNS_PX = 90;
const AXIS_PX = 28;
/** The part of the width that time takes, percent: names are on its left, dates on its right. */
const TIME_FROM = 36;
const TIME_TO = 84;
const DAY_MS = 86_400_000;

/** Where time has its place in the picture, and where there is none for it. */
type Layout = 'wide' | 'narrow';

type RowState = SecretState | 'disabled';

/** Shapes around a point: what needs attention differs from a dot in shape, not only in color. */
const DOT = 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0';
const SHAPES: Readonly<Partial<Record<RowState, string>>> = {
  expiring: 'M0-5L5 4H-5Z',
  expired: 'M-4-2.6L-2.6-4L0-1.4L2.6-4L4-2.6L1.4 0L4 2.6L2.6 4L0 1.4L-2.6 4L-4 2.6L-1.4 0Z',
};

/** What a row's shape says. */
const STATES: Readonly<Record<RowState, () => string>> = {
  valid: () => '',
  unknown: () => '',
  neverExpires: () => '',
  expiring: () => lookInWords('expiring'),
  expired: () => l10n.t('expired'),
  disabled: () => l10n.t('disabled'),
};

/** Writes the page: how much expires in which month, then a row for each secret, the soonest first. */
export function timelineContent(model: TimelineModel, resources: PageResources): string {
  const { entries, takenAt, now } = model;
  const shown = entries.slice(0, SHOWN_ROWS);
  const time = takenAt.toISOString().slice(0, 16).replace('T', ' ');
  const summary = l10n.t(
    'Secrets that expire one day: {0}. As of {1} (UTC).',
    countInWords(entries.length),
    time,
  );
  const more =
    entries.length > shown.length
      ? `<p>${escapeHtml(l10n.t('The next {0} of {1} are shown; the report has all.', shown.length, countInWords(entries.length)))}</p>`
      : '';
  const actions = [buttonHtml('check', l10n.t('Check Now')), buttonHtml('report', l10n.t('Export Report…'))];
  return pageHtml(
    l10n.t('Expiry of client secrets'),
    `<p>${escapeHtml(summary)}</p>
<p class="actions">${actions.join('')}</p>
<h2>${escapeHtml(l10n.t('By month'))}</h2>
${monthsSvg(countByMonth(entries, now, MONTHS))}
<h2>${escapeHtml(l10n.t('The soonest'))}</h2>
${shown.length === 0 ? `<p>${escapeHtml(l10n.t('Nothing expires.'))}</p>` : rowsSvg(shown, now)}
${more}`,
    resources,
  );
}

function monthsSvg(counts: readonly MonthCount[]): string {
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const width = 100 / counts.length;
  const columns = counts.map(({ month, count }, index) => {
    const height = count === 0 ? 1 : Math.max(3, (count / most) * COLUMNS_PX);
    const x = index * width;
    const middle = `${(x + width / 2).toFixed(2)}%`;
    const bottom = COLUMN_TOP_PX + COLUMNS_PX;
    const name = month.toISOString().slice(0, 7);
    const isLabelled = index % 3 === 0;
    // the first would begin left of the picture
    const labelStart =
      index === 0
        ? `class="axis first" x="0"`
        : `class="axis${index % 12 === 0 ? '' : ' minor'}" x="${middle}"`;
    const label = isLabelled ? `<text ${labelStart} y="${bottom + 18}">${name}</text>` : '';
    const number =
      count === 0
        ? ''
        : `<text class="axis" x="${middle}" y="${(bottom - height - 5).toFixed(1)}">${countInWords(count)}</text>`;
    return `<g><title>${escapeHtml(l10n.t('{0}: {1}', name, secretCountInWords(count)))}</title><rect class="month" x="${(x + width * 0.15).toFixed(2)}%" y="${(bottom - height).toFixed(1)}" width="${(width * 0.7).toFixed(2)}%" height="${height.toFixed(1)}"/>${number}${label}</g>`;
  });
  const spoken = counts
    .filter(({ count }) => count > 0)
    .map(({ month, count }) => `${month.toISOString().slice(0, 7)}: ${count}`);
  const label = spoken.length > 0 ? spoken.join(', ') : l10n.t('Nothing expires.');
  return `<svg class="months" role="img" aria-label="${escapeHtml(label)}" width="100%" height="${COLUMN_TOP_PX + COLUMNS_PX + 24}">${columns.join('')}</svg>`;
}

function rowsSvg(entries: readonly ExpiringEntry[], now: Date): string {
  const nowMs = now.getTime();
  const lastMs = Math.max(nowMs + 30 * DAY_MS, entries.at(-1)?.expiresAt.getTime() ?? 0);
  const place = (ms: number) => {
    const part = Math.min(1, Math.max(0, (ms - nowMs) / (lastMs - nowMs)));
    return `${(TIME_FROM + part * (TIME_TO - TIME_FROM)).toFixed(2)}%`;
  };
  const height = AXIS_PX + entries.length * ROW_PX;
  const marks = [
    [nowMs, l10n.t('today')],
    [lastMs, dateInWords(new Date(lastMs))],
  ] as const;
  const axis = marks.map(
    ([ms, text]) =>
      `<line class="mark" x1="${place(ms)}" x2="${place(ms)}" y1="${AXIS_PX - 6}" y2="${height}"/><text class="axis" x="${place(ms)}" y="${AXIS_PX - 12}">${escapeHtml(text)}</text>`,
  );
  const rows = entries.map((entry, index) => rowSvg(entry, index, now, place(entry.expiresAt.getTime())));
  return `<svg class="timeline" role="group" aria-label="${escapeHtml(l10n.t('Secrets by expiry; arrow keys move, Enter opens'))}" width="100%" height="${height}">${axis.join('')}${rows.join('')}</svg>`;
}

function rowSvg(entry: ExpiringEntry, index: number, now: Date, x: string): string {
  const { clientName, description, expiresAt, enabled } = entry;
  const state = enabled === false ? 'disabled' : secretState(entry, now);
  const top = AXIS_PX + index * ROW_PX;
  const middle = top + ROW_PX / 2;
  const what = description === '' ? clientName : l10n.t('{0} · {1}', clientName, description);
  const distance = distanceInWords(expiresAt, now);
  // Begins with what can be seen, because users of voice control say that.
  const spoken = [what, distance, STATES[state](), dateInWords(expiresAt)]
    .filter(text => text !== '')
    .join(', ');
  // as HTML, which ends in an ellipsis where there is no room
  const name = (where: Layout, left: number, width: number) =>
    `<foreignObject class="${where}" x="${left}" y="${top}" width="${width}%" height="${ROW_PX}"><div class="name">${escapeHtml(what)}</div></foreignObject>`;
  const point = (where: Layout, left: string) =>
    `<svg class="point ${where}" x="${left}" y="${middle}"><path d="${SHAPES[state] ?? DOT}"/></svg>`;
  return `<g class="row ${state}" role="button" tabindex="${index === 0 ? 0 : -1}" data-index="${index}" aria-label="${escapeHtml(spoken)}"><title>${escapeHtml(spoken)}</title><rect class="back" x="0" y="${top}" width="100%" height="${ROW_PX}"/>${name('wide', 0, TIME_FROM - 2)}${name('narrow', 12, 64)}<line class="track" x1="${TIME_FROM}%" x2="${x}" y1="${middle}" y2="${middle}"/>${point('wide', x)}${point('narrow', '8')}
<text class="date" x="99.5%" y="${middle + 4}">${escapeHtml(distance)}</text></g>`;
}
