import type * as vscode from 'vscode';
import { type PageHost, type PageResources, pageResources } from './page.ts';

/** Writes a page with its resources. */
export type WritePage = (resources: PageResources) => string;

const COMMON_SCRIPT = 'livePage.js';

/**
 * A page that changes while it is open. An update replaces only what is different, so that what the reader has scrolled to,
 * focused or opened stays (`media/livePage.js`).
 */
export class LivePage {
  readonly panel: vscode.WebviewPanel;
  readonly #resources: PageResources;
  /** The script that all such pages have, where the page has another one of its own. */
  readonly #common: string | undefined;
  readonly #listening: vscode.Disposable;
  /** What the editor loads whenever the page comes to the front again, and what it should show. */
  #loaded = '';
  #shown = '';

  /**
   * @param act runs what a button of the page asks for
   * @param script its own script, a file in the media folder; default: it needs none
   */
  constructor(
    panel: vscode.WebviewPanel,
    host: PageHost,
    act: (message: unknown) => Promise<void>,
    script?: string,
  ) {
    this.panel = panel;
    this.#resources = pageResources(panel.webview, host, script ?? COMMON_SCRIPT);
    this.#common = script && pageResources(panel.webview, host, COMMON_SCRIPT).scriptUri;
    this.#listening = panel.webview.onDidReceiveMessage((message: unknown) => {
      if ((message as { action?: unknown } | undefined)?.action === 'ready') void this.#catchUp();
      else void host.run(() => act(message));
    });
  }

  /** Writes the page anew, from its top. */
  write(content: WritePage): void {
    this.#shown = this.#html(content);
    this.#loaded = this.#shown;
    this.panel.webview.html = this.#loaded;
  }

  /** Updates the page in place. */
  async update(content: WritePage): Promise<void> {
    const html = this.#html(content);
    if (html === this.#shown) return;
    this.#shown = html;
    await this.post({ page: html });
  }

  /** Sends a message to the page's own script. */
  async post(message: Readonly<Record<string, unknown>>): Promise<void> {
    await this.panel.webview.postMessage(message);
  }

  /** Stops listening. */
  dispose(): void {
    this.#listening.dispose();
  }

  /** A page that was in the background was loaded as it was written first. */
  async #catchUp(): Promise<void> {
    if (this.#shown !== this.#loaded) await this.post({ page: this.#shown });
  }

  #html(content: WritePage): string {
    const html = content(this.#resources);
    if (this.#common === undefined) return html;
    const common = `</main>\n<script nonce="${this.#resources.nonce}" src="${this.#common}"></script>`;
    return html.replace('</main>', () => common);
  }
}
