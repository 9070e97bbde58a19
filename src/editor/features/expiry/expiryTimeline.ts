import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { type ExpiringEntry, expiringSecrets } from '../../../credentials/expiry/expiringSecrets.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import { openPagePanel, type PageHost, pageResources } from '../../platform/webview/page.ts';
import { timelineContent } from './timelineContent.ts';

/** What the timeline page works with. */
export interface ExpiryTimelineParts {
  readonly host: PageHost;
  readonly now: () => Date;
  /** Opens the details of a client, at one of its secrets. */
  readonly open: (entry: ExpiringEntry) => Promise<void>;
  /** Asks the service anew. */
  readonly check: () => Promise<void>;
  readonly exportReport: () => Promise<void>;
}

/** The page with the expiries of all secrets; there is one at most. */
export class ExpiryTimeline {
  readonly #parts: ExpiryTimelineParts;
  #panel: vscode.WebviewPanel | undefined;
  #entries: readonly ExpiringEntry[] = [];

  constructor(parts: ExpiryTimelineParts) {
    this.#parts = parts;
  }

  /** Shows these surveys, on the page that is open or on a new one. */
  show(surveys: readonly Survey[]): void {
    if (this.#panel) this.#panel.reveal();
    else this.#open();
    this.#fill(surveys);
  }

  /** Shows these surveys where the page is open. */
  update(surveys: readonly Survey[]): void {
    if (this.#panel) this.#fill(surveys);
  }

  #fill(surveys: readonly Survey[]): void {
    if (!this.#panel) return;
    this.#entries = expiringSecrets(surveys);
    const { webview } = this.#panel;
    const model = { entries: this.#entries, takenAt: oldest(surveys), now: this.#parts.now() };
    webview.html = timelineContent(model, pageResources(webview, this.#parts.host, 'timeline.js'));
  }

  #open(): void {
    const { host } = this.#parts;
    const panel = openPagePanel('clientCredentials.timeline', l10n.t('Expiry Timeline'), host);
    const listening = panel.webview.onDidReceiveMessage((message: unknown) => {
      void host.run(() => this.#act(message));
    });
    panel.onDidDispose(() => {
      listening.dispose();
      this.#panel = undefined;
    });
    this.#panel = panel;
  }

  async #act(message: unknown): Promise<void> {
    const { action, index } = (message ?? {}) as { action?: unknown; index?: unknown };
    if (action === 'check') await this.#parts.check();
    if (action === 'report') await this.#parts.exportReport();
    const entry = action === 'open' && typeof index === 'number' ? this.#entries[index] : undefined;
    if (entry) await this.#parts.open(entry);
  }
}

/** Since when at the latest the oldest of several surveys is true: what an interrupted one had read is that old. */
export function oldest(surveys: readonly Survey[]): Date {
  const times = surveys.map(({ startedAt }) => startedAt);
  return new Date(times.toSorted()[0] ?? 0);
}
