import { seenText } from '../../vocabulary/shownText.ts';
import { languageTag } from '../../vocabulary/words/languageTag.ts';
import { type IconName, iconHtml } from './icons.ts';
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

/** How a button looks: `primary` for what most people came for, `ghost` with a border only, `quiet` as text only. */
export type ButtonLook = 'primary' | 'secondary' | 'ghost' | 'quiet';

/** What a button may have besides its label. */
export interface ButtonParts {
  /** Default: secondary. */
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  /** Whether the label is only heard, and seen when the mouse rests on the button; needs an icon. */
  readonly isIconOnly?: boolean;
}

/** Writes a button that posts its action; `attributes` must be escaped already. */
export function buttonHtml(
  action: string,
  label: string,
  attributes = '',
  { look = 'secondary', icon, isIconOnly = false }: ButtonParts = {},
): string {
  const classes = [look, ...(isIconOnly ? ['icon-only'] : [])].join(' ');
  const text = escapeHtml(label);
  const named = isIconOnly ? ` aria-label="${text}" title="${text}"` : '';
  const content = `${icon ? iconHtml(icon) : ''}${isIconOnly ? '' : text}`;
  return `<button type="button" class="${classes}" data-action="${action}"${named}${attributes}>${content}</button>`;
}

/** The tone of a chip, an icon or a banner. Missing: that of muted text. */
export type Tone = 'red' | 'orange' | 'amber' | 'green' | 'blue';

/** Writes a chip: a state in words. `plain` has no dot. */
export const chipHtml = (text: string, tone?: Tone | 'plain'): string =>
  `<span class="${tone ? `chip ${tone}` : 'chip'}">${escapeHtml(text)}</span>`;

/** The head of a page. */
export interface PageHead {
  /** Where the user is: names the connection. */
  readonly crumb: string;
  readonly title: string;
  readonly icon?: IconName;
  /** Default: blue. */
  readonly tone?: Tone;
  /** Chips, as HTML. */
  readonly chips?: readonly string[];
  /** Buttons, as HTML. */
  readonly actions?: readonly string[];
}

/** Writes the head of a page. */
export function pageHeadHtml({
  crumb,
  title,
  icon,
  tone = 'blue',
  chips = [],
  actions = [],
}: PageHead): string {
  const row = (parts: readonly string[]) =>
    parts.length === 0 ? '' : `<div class="actions">${parts.join('')}</div>`;
  return `<header class="page">${icon ? `<div class="icon ${tone}">${iconHtml(icon)}</div>` : ''}
<div class="grow"><div class="crumb">${escapeHtml(crumb)}</div><h1>${escapeHtml(title)}</h1>${row(chips)}</div>
${row(actions)}</header>`;
}

/** What a page may have besides its title and content. */
export interface PageParts {
  /** Default: the title alone. */
  readonly head?: PageHead;
  /** Default: `wide`; `narrow` is for a page of one column. */
  readonly width?: 'wide' | 'narrow';
}

/** Returns a complete page with its content, and with a policy that allows only its own script. */
export function pageHtml(
  title: string,
  content: string,
  resources: PageResources,
  { head, width = 'wide' }: PageParts = {},
): string {
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
<main class="${width}">
${head ? pageHeadHtml(head) : `<h1>${escapeHtml(title)}</h1>`}
${content}
</main>
<script nonce="${nonce}" src="${scriptUri}"></script>
</body>
</html>`;
}
