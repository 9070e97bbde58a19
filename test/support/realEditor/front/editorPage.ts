/** Where the front answers with `keepLoopback.js`. */
export const SCRIPT_PATH = '/keep-loopback.js';

const escapeAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/**
 * Prepares the workbench's page: hands it the server's connection token, which it would otherwise read from a
 * cookie that all servers of 127.0.0.1 share, whatever their port; and loads our script first.
 *
 * Throws when the page is not the one that this was made for.
 */
export function prepareEditorPage(html: string, token: string): string {
  const configuration = 'id="vscode-workbench-web-configuration" data-settings="{';
  if (!html.includes(configuration) || !html.includes('<head>')) {
    throw new Error('the page is not the workbench that this front knows');
  }
  const entry = escapeAttribute(`"connectionToken":${JSON.stringify(token)},`);
  return html
    .replace('<head>', () => `<head>\n<script src="${SCRIPT_PATH}"></script>`)
    .replace(configuration, () => configuration + entry);
}
