import { escapeHtml, type Page } from './page.ts';

/** Returns the page for a request that the OpenID engine refuses (RFC 6749, section 4.1.2.1). */
export function errorPage(error: string, description: string | undefined): Page {
  return {
    title: 'The local tenant refused this request',
    content: `<p><code>${escapeHtml(error)}</code></p>
<p>${escapeHtml(description ?? 'No description was given.')}</p>`,
  };
}
