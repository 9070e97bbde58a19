import * as l10n from '@vscode/l10n';

/** What the result view shows. The secret's value is not part of it: the page gets that on demand only. */
export interface ResultViewModel {
  readonly clientName: string;
  readonly clientId: string;
  /** In words: "expires 2027-11-23, in 365 days". */
  readonly expiry: string;
  /** What happened, in words, the good news first. */
  readonly done: readonly string[];
  /** What did not work and what to do about it, in words. */
  readonly problems: readonly string[];
}

/** Addresses and nonce that the page's policy lets through. */
export interface ResultViewResources {
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly cspSource: string;
  /** Fresh for each page. */
  readonly nonce: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => ESCAPES[character] ?? character);

const paragraphs = (kind: string, texts: readonly string[]): string =>
  texts.map(text => `<p class="${kind}">${escapeHtml(text)}</p>`).join('\n');

const button = (action: string, label: string, extra = ''): string =>
  `<button type="button" data-action="${action}"${extra}>${escapeHtml(label)}</button>`;

/** Writes the page of the result view. Client names come from the service: everything is escaped. */
export function resultViewContent(model: ResultViewModel, resources: ResultViewResources): string {
  const { scriptUri, styleUri, cspSource, nonce } = resources;
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(model.clientName)}</title>
<link rel="stylesheet" href="${styleUri}">
</head>
<body>
<main>
<h1>${escapeHtml(model.clientName)}</h1>
${paragraphs('problem', model.problems)}
${paragraphs('done', model.done)}
<dl>
<dt id="idLabel">${escapeHtml(l10n.t('Client Id'))}</dt>
<dd><code id="clientId" aria-labelledby="idLabel">${escapeHtml(model.clientId)}</code>
${button('copyId', l10n.t('Copy Id'))}</dd>
<dt id="secretLabel">${escapeHtml(l10n.t('Client Secret'))}</dt>
<dd><code id="secret" aria-labelledby="secretLabel" data-mask="••••••••••••••••">••••••••••••••••</code>
${button('reveal', l10n.t('Reveal'), ` aria-pressed="false" data-hide="${escapeHtml(l10n.t('Hide'))}"`)}
${button('copySecret', l10n.t('Copy Secret'))}</dd>
<dt>${escapeHtml(l10n.t('Validity'))}</dt>
<dd>${escapeHtml(model.expiry)}</dd>
</dl>
<div class="actions" role="group" aria-label="${escapeHtml(l10n.t('Next steps'))}">
${button('insert', l10n.t('Insert…'))}
${button('verify', l10n.t('Verify'))}
</div>
<p id="status" role="status" aria-live="polite"></p>
</main>
<script nonce="${nonce}" src="${scriptUri}"></script>
</body>
</html>`;
}
