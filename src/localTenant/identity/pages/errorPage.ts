import { escapeHtml, type Page } from './page.ts';

/** Makes the page that a browser sees when the OpenID engine refuses a request (RFC 6749, section 4.1.2.1). */
export function errorPage(error: string, description: string | undefined): Page {
  return {
    title: 'The local tenant refused this request',
    content: `<p><code>${escapeHtml(error)}</code></p>
<p>${escapeHtml(description ?? 'No description was given.')}</p>`,
  };
}
