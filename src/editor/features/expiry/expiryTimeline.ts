import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { type ExpiringEntry, expiringSecrets } from '../../../credentials/expiry/expiringSecrets.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import type { Core } from '../../core/core.ts';
import { oldestSurvey } from '../../core/reports/oldestSurvey.ts';
import { openPagePanel, pageResources } from '../../platform/webview/page.ts';
import { timelineContent } from './timelineContent.ts';

/** What the buttons of the timeline do. */
export interface TimelineActions {
  /** Opens the details of a client, at one of its secrets. */
  readonly open: (entry: ExpiringEntry) => Promise<void>;
  /** Asks the service again. */
  readonly check: () => Promise<unknown>;
  readonly exportReport: () => Promise<void>;
}

/** The page with the expiries of all secrets; there is one at most. */
export class ExpiryTimeline {
  readonly #core: Core;
  readonly #actions: TimelineActions;
  #panel: vscode.WebviewPanel | undefined;
  #entries: readonly ExpiringEntry[] = [];

  constructor(core: Core, actions: TimelineActions) {
    this.#core = core;
    this.#actions = actions;
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
    const model = { entries: this.#entries, takenAt: oldestSurvey(surveys), now: this.#core.now() };
    webview.html = timelineContent(model, pageResources(webview, this.#core.pages, 'timeline.js'));
  }

  #open(): void {
    const { pages } = this.#core;
    const panel = openPagePanel('clientCredentials.timeline', l10n.t('Expiry Timeline'), pages);
    const listening = panel.webview.onDidReceiveMessage((message: unknown) => {
      void pages.run(() => this.#act(message));
    });
    panel.onDidDispose(() => {
      listening.dispose();
      this.#panel = undefined;
    });
    this.#panel = panel;
  }

  async #act(message: unknown): Promise<void> {
    const { action, index } = (message ?? {}) as { action?: unknown; index?: unknown };
    if (action === 'check') await this.#actions.check();
    if (action === 'report') await this.#actions.exportReport();
    const entry = action === 'open' && typeof index === 'number' ? this.#entries[index] : undefined;
    if (entry) await this.#actions.open(entry);
  }
}
