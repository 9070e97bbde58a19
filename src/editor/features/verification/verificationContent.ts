import * as l10n from '@vscode/l10n';
import type { VerifiablePlace } from '../../../credentials/verification/verifyPlace.ts';
import { type IconName, iconHtml } from '../../platform/webview/icons.ts';
import type { PageResources } from '../../platform/webview/page.ts';
import { buttonHtml, chipHtml, escapeHtml, pageHtml, type Tone } from '../../platform/webview/pageHtml.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import { timeInWords } from '../../vocabulary/words/dateWords.ts';
import {
  causeInWords,
  diagnosisInWords,
  outcomeInWords,
  resultInWords,
  verifiedPlaceInWords,
} from './diagnosisWords.ts';
import { fixFor, fixInWords } from './verificationFixes.ts';
import {
  countResults,
  RESULT_OF_CAUSE,
  RESULTS,
  type VerificationResult,
  type VerifiedEntry,
} from './verificationResults.ts';

/** What the page of *Verify All* shows. */
export interface VerificationModel {
  readonly entries: readonly VerifiedEntry[];
  readonly isRunning: boolean;
  /** When the results were complete, or the user canceled. */
  readonly endedAt: Date | undefined;
  /** Names the connection of a place. */
  readonly connectionOf: (place: VerifiablePlace) => string;
  readonly now: Date;
}

const TONES: Readonly<Record<VerificationResult, Tone>> = { works: 'green', fails: 'red', later: 'amber' };
const ICONS: Readonly<Record<VerificationResult, IconName>> = {
  works: 'check',
  fails: 'close',
  later: 'watch',
};

/** Writes the page of *Verify All*. Names come from the service: everything is escaped. */
export function verificationContent(model: VerificationModel, resources: PageResources): string {
  const { entries, isRunning, connectionOf } = model;
  const connections = [...new Set(entries.map(({ place }) => connectionOf(place)))];
  const title = l10n.t('Verify All Credentials');
  const again = buttonHtml('verifyAgain', l10n.t('Verify Again'), '', { look: 'primary', icon: 'refresh' });
  const cancel = buttonHtml('cancel', l10n.t('Cancel'));
  const rows = entries.map(entry => rowHtml(entry, model, connections.length > 1));
  const content = `${bannerHtml(model)}
${tilesHtml(entries)}
<section class="card" aria-label="${escapeHtml(l10n.t('Results'))}"><ul class="items aligned">
${rows.join('\n')}
</ul><p class="empty" id="nothing" hidden>${escapeHtml(l10n.t('No credential has this result.'))}</p></section>`;
  return pageHtml(title, content, resources, {
    head: {
      crumb: connections.join(', '),
      title,
      icon: 'verified',
      actions: [isRunning ? cancel : again],
    },
    width: 'narrow',
  });
}

/** Writes how far it is, or what came of it; a screen reader hears both ends. */
function bannerHtml({ entries, isRunning, endedAt }: VerificationModel): string {
  const counts = countResults(entries);
  const done = entries.length - counts.untried;
  if (isRunning) {
    const far = l10n.t('{0} of {1}', countInWords(done), countInWords(entries.length));
    return `<div id="outcome" class="banner blue"><span class="tick">${iconHtml('sync')}</span><div class="grow"><b role="status">${escapeHtml(l10n.t('Verifying…'))}</b> <span class="muted" aria-hidden="true">${escapeHtml(far)}</span>
<progress max="${entries.length}" value="${done}" aria-label="${escapeHtml(l10n.t('Verifying…'))}"></progress></div></div>`;
  }
  const result = counts.fails > 0 ? 'fails' : counts.later + counts.untried > 0 ? 'later' : 'works';
  const at = endedAt ? l10n.t('Last checked at {0}', timeInWords(endedAt)) : '';
  return `<div id="outcome" class="banner ${TONES[result]}"><span class="tick">${iconHtml(ICONS[result])}</span><div class="grow"><b role="status">${escapeHtml(outcomeInWords(counts))}</b> <span class="muted">${escapeHtml(at)}</span></div></div>`;
}

/** Writes the counts, which show only their rows when they are pressed. */
function tilesHtml(entries: readonly VerifiedEntry[]): string {
  const counts = countResults(entries);
  const tiles = RESULTS.map(
    result =>
      `<button type="button" class="${counts[result] > 0 ? `tile ${TONES[result]}` : 'tile'}" data-filter="${result}" aria-pressed="false"><b>${countInWords(counts[result])}</b> <span>${escapeHtml(resultInWords(result))}</span></button>`,
  );
  return `<div class="tiles three" role="group" aria-label="${escapeHtml(l10n.t('Show by result'))}">${tiles.join('')}</div>`;
}

function rowHtml(
  { id, place, diagnosis }: VerifiedEntry,
  { connectionOf, isRunning }: VerificationModel,
  withConnection: boolean,
): string {
  const result = diagnosis && RESULT_OF_CAUSE[diagnosis.cause];
  const secret = place.kept?.description || l10n.t('Secret {0}', place.secretId);
  const where = [...(withConnection ? [escapeHtml(connectionOf(place))] : []), locationHtml(place, id)];
  const untried = isRunning ? l10n.t('Waiting') : l10n.t('Not verified');
  const chip = diagnosis ? chipHtml(causeInWords(diagnosis), TONES[result ?? 'later']) : chipHtml(untried);
  const text = diagnosis ? `<div>${escapeHtml(diagnosisInWords(diagnosis))}</div>` : '';
  return `<li class="item" id="entry-${id}" data-result="${result ?? 'untried'}">
<div class="grow"><b>${escapeHtml(place.clientName)}</b> <span class="muted">${escapeHtml(secret)}</span><div class="sub"><div>${where.join(' · ')}</div>${text}</div></div>
${chip}<div class="actions">${fixHtml(diagnosis, place.clientName, id)}</div></li>`;
}

/** Writes where the value is: a file as a link that opens it. No path of this machine is on the page. */
function locationHtml(place: VerifiablePlace, id: number): string {
  const name = escapeHtml(verifiedPlaceInWords({ place }));
  return place.binding ? `<a href="#" data-action="openLocation" data-at="${id}">${name}</a>` : name;
}

function fixHtml(diagnosis: VerifiedEntry['diagnosis'], clientName: string, id: number): string {
  const fix = diagnosis && fixFor(diagnosis);
  if (!fix) return '';
  const label = fixInWords(fix);
  const name = escapeHtml(l10n.t('{0}: {1}', label, clientName));
  const isNeeded = diagnosis.cause !== 'works';
  return buttonHtml('fix', label, ` data-at="${id}" aria-label="${name}"`, {
    look: isNeeded ? 'secondary' : 'quiet',
  });
}
