import * as l10n from '@vscode/l10n';
import { languageTag } from '../../vocabulary/words/languageTag.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string): string => text.replace(/[&<>"]/g, character => ESCAPES[character] ?? '');

/**
 * Makes the page that the browser shows at the end. It loads nothing, and says nothing of what was signed in to:
 * whether that worked is known only when the code has been exchanged.
 */
export function signInEndPage(ok: boolean): string {
  const [title, text] = ok
    ? [
        l10n.t('Back to the editor'),
        l10n.t('The editor has what it needs and finishes the sign-in. You can close this page.'),
      ]
    : [
        l10n.t('Not signed in'),
        l10n.t('The sign-in was not completed. The editor says why. You can close this page.'),
      ];
  return `<!DOCTYPE html>
<html lang="${languageTag()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
<style>
:root { color-scheme: light dark; color: CanvasText; background: Canvas; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; }
</style>
</head>
<body><main><h1>${escapeText(title)}</h1><p>${escapeText(text)}</p></main></body>
</html>
`;
}
