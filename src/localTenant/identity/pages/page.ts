import { hash } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** System fonts and system colors: nothing is loaded, and light, dark and forced colors work. */
const STYLE = `
:root { color-scheme: light dark; color: CanvasText; background: Canvas; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 3rem auto; max-width: 24rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; line-height: 1.2; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; }
.code { font: 1.5rem ui-monospace, monospace; letter-spacing: 0.1em; }
.actions { display: flex; gap: 0.75rem; margin-top: 1.5rem; }
button { padding: 0.5rem 1.25rem; font: inherit; cursor: pointer; }
.problem { border-inline-start: 0.25rem solid; padding-inline-start: 0.75rem; font-weight: 600; }
footer { margin-top: 2.5rem; font-size: 0.85rem; opacity: 0.8; }
`;

/** A script that submits the first form of a page, for pages that need no answer. */
export const SUBMIT_AT_ONCE = 'document.forms[0].submit();';

const sourceOf = (text: string) => `'sha256-${hash('sha256', text, 'base64')}'`;

/**
 * The policy of our pages: their own style and the script above, nothing from elsewhere. No `form-action`, because browsers
 * also apply it to the redirect after a form, which leads to the application.
 */
const SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${sourceOf(STYLE)}`,
  `script-src ${sourceOf(SUBMIT_AT_ONCE)}`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page. */
export interface Page {
  readonly title: string;
  /** HTML, in which all input has been escaped. */
  readonly content: string;
  /** Script at the end of the page. The policy allows no other. */
  readonly script?: typeof SUBMIT_AT_ONCE | undefined;
}

/** Sends a page. */
export function showPage(ctx: Pick<KoaContextWithOIDC, 'set' | 'type' | 'body'>, page: Page): void {
  ctx.type = 'html';
  ctx.set('Content-Security-Policy', SECURITY_POLICY);
  setPageHeaders(ctx);
  ctx.body = html(page);
}

/**
 * The policy of the engine's own pages, which submit a form by an inline script: nothing from elsewhere, and no page may
 * frame them.
 */
const ENGINE_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** Adds the same headers to the engine's own pages. */
export async function guardPages(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  if (ctx.type !== 'text/html' || ctx.response.get('Content-Security-Policy')) return;
  ctx.set('Content-Security-Policy', ENGINE_POLICY);
  setPageHeaders(ctx);
}

/** Sets headers that keep the content of a page out of caches and its address out of other requests. */
function setPageHeaders(ctx: Pick<KoaContextWithOIDC, 'set'>): void {
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.set('X-Content-Type-Options', 'nosniff');
}

/** Escapes text for HTML, attribute values included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ESCAPES[character] ?? character);
}

function html({ title, content, script }: Page): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Local tenant</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
<footer>This is the local tenant, a service on this machine for development.</footer>
${script ? `<script>${script}</script>` : ''}
</body>
</html>
`;
}
