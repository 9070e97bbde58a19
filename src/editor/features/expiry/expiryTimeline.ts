import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { calendarDays } from '../../../credentials/expiry/calendarDays.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import type { Core } from '../../core/core.ts';
import { oldestSurvey } from '../../core/reports/oldestSurvey.ts';
import { openPagePanel, pageResources } from '../../platform/webview/page.ts';
import {
  ClientNumbers,
  type TimelineClient,
  type TimelineColumns,
  timelineColumns,
} from './timelineColumns.ts';
import { timelineContent } from './timelineContent.ts';

/** A secret that a row of the page stands for. */
export interface TimelineSecret extends TimelineClient {
  readonly secretId: number;
}

/** What the buttons of the timeline do. */
export interface TimelineActions {
  /** Opens the details of a client, at one of its secrets. */
  readonly open: (secret: TimelineSecret) => Promise<void>;
  readonly rotate: (secret: TimelineSecret) => Promise<void>;
  /** Asks the service again. */
  readonly check: () => Promise<unknown>;
  readonly exportReport: () => Promise<void>;
  /** Deletes all secrets that have expired, after a question. */
  readonly deleteExpired: () => Promise<void>;
}

/** Reads surveys, with a stamp that changes when they do. */
export interface SurveySource {
  readonly stamp: () => Promise<string>;
  readonly read: () => Promise<readonly Survey[]>;
}

/** What the page is sent. */
interface Shown {
  readonly columns: TimelineColumns;
  /** Names of the connections; a client has the index of its own. */
  readonly connections: readonly string[];
  readonly nowMs: number;
  readonly takenAtMs: number;
}

/** The page with the expiration dates of all secrets; there is one at most. */
export class ExpiryTimeline {
  readonly #core: Core;
  readonly #actions: TimelineActions;
  readonly #numbers = new ClientNumbers();
  #panel: vscode.WebviewPanel | undefined;
  /** What was shown last, also after the page was closed: it is there at once when it is opened again. */
  #shown: Shown | undefined;
  #stamp: string | undefined;
  #isListening = false;

  constructor(core: Core, actions: TimelineActions) {
    this.#core = core;
    this.#actions = actions;
  }

  /** Whether the page is open. */
  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /**
   * Shows the page at once, and the surveys as soon as they are read. A page that never had any is closed when they can't be
   * read. Rejects as `read` does.
   */
  async show(source: SurveySource): Promise<void> {
    if (this.#panel) this.#panel.reveal();
    else this.#open();
    try {
      const stamp = await source.stamp();
      if (this.#isCurrent(stamp)) await this.#send();
      else await this.#fill(await source.read(), await source.stamp());
    } catch (error) {
      if (!this.#shown) this.#panel?.dispose();
      throw error;
    }
  }

  /** Shows these surveys where the page is open. */
  async update(surveys: readonly Survey[], stamp: string): Promise<void> {
    if (this.#panel && !this.#isCurrent(stamp)) await this.#fill(surveys, stamp);
  }

  /** Days are counted from today: what was counted yesterday is counted again. */
  #isCurrent(stamp: string): boolean {
    if (!this.#shown || this.#stamp !== stamp) return false;
    return calendarDays(new Date(this.#shown.nowMs), this.#core.now()) === 0;
  }

  async #fill(surveys: readonly Survey[], stamp: string): Promise<void> {
    const now = this.#core.now();
    this.#stamp = stamp;
    this.#shown = {
      columns: timelineColumns(surveys, now, this.#numbers),
      connections: surveys.map(({ tenantId }) => this.#connectionOf(tenantId)),
      nowMs: now.getTime(),
      takenAtMs: oldestSurvey(surveys).getTime(),
    };
    await this.#send();
  }

  #connectionOf(tenantId: string): string {
    return this.#core.connections.reaching(tenantId)[0]?.name ?? tenantId;
  }

  async #send(): Promise<void> {
    if (this.#shown && this.#isListening) await this.#panel?.webview.postMessage(this.#shown);
  }

  #open(): void {
    const { pages, connections } = this.#core;
    const panel = openPagePanel('clientCredentials.timeline', l10n.t('Expiration Timeline'), pages);
    const listening = panel.webview.onDidReceiveMessage((message: unknown) => {
      void pages.run(() => this.#act(message));
    });
    panel.onDidDispose(() => {
      listening.dispose();
      this.#panel = undefined;
      this.#isListening = false;
    });
    this.#panel = panel;
    panel.webview.html = timelineContent(
      { connections: connections.ofWorkspace().map(({ name }) => name), dateLanguage: vscode.env.language },
      pageResources(panel.webview, pages, 'timeline.js'),
    );
  }

  async #act(message: unknown): Promise<void> {
    const { action, client, secret } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if (action === 'ready') {
      // A page that was hidden is made again when it is shown.
      this.#isListening = true;
      await this.#send();
    }
    if (action === 'check') await this.#actions.check();
    if (action === 'report') await this.#actions.exportReport();
    if (action === 'deleteExpired') await this.#actions.deleteExpired();
    const of = this.#numbers.at(client);
    if (!of || typeof secret !== 'number') return;
    if (action === 'open') await this.#actions.open({ ...of, secretId: secret });
    if (action === 'rotate') await this.#actions.rotate({ ...of, secretId: secret });
  }
}
