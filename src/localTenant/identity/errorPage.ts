const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What a browser may load for one of our pages: nothing, from nowhere. */
export const PAGE_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Renders the page that a browser sees when the OpenID engine refuses a request (RFC 6749, section 4.1.2.1). */
export function errorPage(error: string, description: string | undefined): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Local tenant: ${escapeHtml(error)}</title></head>
<body>
<h1>The local tenant refused this request</h1>
<p><code>${escapeHtml(error)}</code></p>
<p>${escapeHtml(description ?? 'No description was given.')}</p>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ESCAPES[character] ?? character);
}
