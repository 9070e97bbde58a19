import * as l10n from '@vscode/l10n';
import { iconTemplatesHtml } from '../../platform/webview/icons.ts';
import type { PageResources } from '../../platform/webview/page.ts';
import { buttonHtml, escapeHtml, pageHtml, type Tone } from '../../platform/webview/pageHtml.ts';
import { languageTag } from '../../vocabulary/words/languageTag.ts';
import { timelineWords, urgencyWords } from './timelineWords.ts';

/** The tone of each urgency; what never expires has none. */
const TONES: Readonly<Record<keyof ReturnType<typeof urgencyWords>, Tone | ''>> = {
  expired: 'red',
  week: 'orange',
  month: 'amber',
  later: 'blue',
  never: '',
};

/** What the page is about, before anything is known of the secrets. */
export interface TimelineFrame {
  /** Names of the connections. */
  readonly connections: readonly string[];
  /** Of the editor (BCP 47): in it are the names of months and dates. */
  readonly dateLanguage: string;
}

/**
 * Writes the page with nothing in it yet, so that it is there at once. Its script asks for the secrets, and fills in what they
 * are: 150,000 of them are sent as numbers, and only what is shown becomes part of the page.
 */
export function timelineContent(frame: TimelineFrame, resources: PageResources): string {
  const title = l10n.t('Secret expiration');
  const actions = [
    '<span class="muted" id="updated"></span>',
    buttonHtml('check', l10n.t('Refresh'), '', { look: 'ghost', icon: 'refresh' }),
    buttonHtml('report', l10n.t('Export…'), '', { look: 'ghost', icon: 'export' }),
  ];
  return pageHtml(title, contentHtml(frame), resources, {
    head: { crumb: frame.connections.join(', '), title, actions },
    isModule: true,
  });
}

function contentHtml({ dateLanguage }: TimelineFrame): string {
  const words = escapeHtml(JSON.stringify(timelineWords()));
  const search = escapeHtml(l10n.t('Search clients and secrets'));
  return `<div id="timeline" data-words="${words}" data-language="${escapeHtml(languageTag())}" data-date-language="${escapeHtml(dateLanguage)}" aria-busy="true">
<div class="tiles" role="group" aria-label="${escapeHtml(l10n.t('Filter by urgency'))}">
${tilesHtml()}
</div>
<section class="card chart" aria-labelledby="chart-title">
<div class="chart-head"><h2 id="chart-title">${escapeHtml(l10n.t('By month'))}</h2>${legendHtml()}</div>
<div class="plot"><div class="lines" aria-hidden="true"></div><div class="bars" role="group" aria-labelledby="chart-title"></div></div>
</section>
<div class="tools">
<input type="search" id="search" placeholder="${search}" aria-label="${search}" autocomplete="off" spellcheck="false">
<span class="muted" id="status" role="status"></span>
${buttonHtml('clear', l10n.t('Clear Filter'), ' hidden', { look: 'ghost' })}
</div>
${axisHtml()}
<div id="groups"></div>
<p class="empty" id="loading">${escapeHtml(l10n.t('Reading clients and their secrets…'))}</p>
<p class="empty" id="nothing" hidden>${escapeHtml(l10n.t('No matching secrets.'))}</p>
</div>
${iconTemplatesHtml(['chevron-right'])}`;
}

function tilesHtml(): string {
  return Object.entries(urgencyWords())
    .map(
      ([name, word]) =>
        `<button type="button" class="tile ${TONES[name as keyof typeof TONES]}" data-tile="${name}" aria-pressed="false"><b>–</b><span>${escapeHtml(word)}</span></button>`,
    )
    .join('\n');
}

function legendHtml(): string {
  const entries = Object.entries(urgencyWords()).map(
    ([name, word]) => `<span class="${TONES[name as keyof typeof TONES]}">${escapeHtml(word)}</span>`,
  );
  return `<div class="legend">${entries.join('')}</div>`;
}

/** The marks of the axis are named here, and placed by the script, which places the secrets, too. */
function axisHtml(): string {
  const ticks = {
    today: l10n.t('Today'),
    week: l10n.t('1 week'),
    month: l10n.t('1 month'),
    quarter: l10n.t('3 months'),
    year: l10n.t('12 months'),
  };
  const spans = Object.entries(ticks).map(
    ([name, word]) => `<span data-tick="${name}">${escapeHtml(word)}</span>`,
  );
  return `<div class="axis" aria-hidden="true"><div></div><div class="ticks">${spans.join('')}</div></div>`;
}
