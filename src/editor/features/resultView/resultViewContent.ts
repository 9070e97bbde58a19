import * as l10n from '@vscode/l10n';
import type { PageResources } from '../../platform/webview/page.ts';
import { buttonHtml, escapeHtml, pageHtml } from '../../platform/webview/pageHtml.ts';

/** What the result view shows. The secret's value is not part of it: the page gets that on demand only. */
export interface ResultViewModel {
  readonly clientName: string;
  readonly clientId: string;
  /** Whether there is a secret to show; clients of some types have none. */
  readonly hasSecret: boolean;
  /** It has just been written where it belongs: what comes next is to verify it. */
  readonly isDelivered?: boolean | undefined;
  /** In words: "expires 2027-11-23, in 365 days". */
  readonly expiry: string;
  /** What happened, in words, the good news first. */
  readonly done: readonly string[];
  /** What did not work and what to do about it, in words. */
  readonly problems: readonly string[];
}

const paragraphs = (kind: string, texts: readonly string[]): string =>
  texts.map(text => `<p class="${kind}">${escapeHtml(text)}</p>`).join('\n');

/** Writes the page of the result view. Client names come from the service: everything is escaped. */
export function resultViewContent(model: ResultViewModel, resources: PageResources): string {
  const { hasSecret, isDelivered } = model;
  const content = `${paragraphs('problem', model.problems)}
${paragraphs('done', model.done)}
<dl>
<dt>${escapeHtml(l10n.t('Client Id'))}</dt>
<dd><code id="clientId">${escapeHtml(model.clientId)}</code>
${buttonHtml('copyId', l10n.t('Copy Id'))}</dd>
${hasSecret ? secretRows(model.expiry) : ''}
</dl>
<div class="actions" role="group" aria-label="${escapeHtml(l10n.t('Next steps'))}">
${hasSecret ? secretActions(isDelivered) : buttonHtml('details', l10n.t('Show Details'))}
</div>
<p id="status" role="status" aria-live="polite"></p>`;
  return pageHtml(model.clientName, content, resources);
}

const MASK = '••••••••••••••••';

const secretRows = (expiry: string): string => `<dt>${escapeHtml(l10n.t('Client Secret'))}</dt>
<dd><code id="secret" data-mask="${MASK}">${MASK}</code>
${buttonHtml('reveal', l10n.t('Reveal'), ` aria-pressed="false" data-hide="${escapeHtml(l10n.t('Hide'))}"`)}
${buttonHtml('copySecret', l10n.t('Copy Secret'))}</dd>
<dt>${escapeHtml(l10n.t('Validity'))}</dt>
<dd>${escapeHtml(expiry)}</dd>`;

/** Lists the buttons; the first one is highlighted. */
function secretActions(isDelivered = false): string {
  const insert = buttonHtml('insert', l10n.t('Insert…'));
  const verify = buttonHtml('verify', l10n.t('Verify'));
  return [
    ...(isDelivered ? [verify, insert] : [insert, verify]),
    buttonHtml('runInTerminal', l10n.t('Run in Terminal')),
    buttonHtml('details', l10n.t('Show Details')),
  ].join('\n');
}
