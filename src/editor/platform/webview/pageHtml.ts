import { seenText } from '../../vocabulary/shownText.ts';
import { languageTag } from '../../vocabulary/words/languageTag.ts';
import type { PageResources } from './page.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes markup and bidirectional control characters of a text. */
export const escapeHtml = (text: string): string =>
  seenText(text).replace(/[&<>"']/g, character => ESCAPES[character] ?? character);

/** Writes a button that posts its action; `attributes` must be escaped already. */
export const buttonHtml = (action: string, label: string, attributes = ''): string =>
  `<button type="button" data-action="${action}"${attributes}>${escapeHtml(label)}</button>`;

/** Returns a complete page with its content, and with a policy that allows only its own script. */
export function pageHtml(title: string, content: string, resources: PageResources): string {
  const { scriptUri, styleUri, cspSource, nonce } = resources;
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'`;
  return `<!DOCTYPE html>
<html lang="${languageTag()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${styleUri}">
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
<script nonce="${nonce}" src="${scriptUri}"></script>
</body>
</html>`;
}
