import * as vscode from 'vscode';
import type { WatchedSecret } from '../../../credentials/expiry/dueNotices.ts';
import { readNoticeDays } from '../../../credentials/expiry/noticeDays.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import type { Change, ChangeKind } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import type { Services } from '../../core/services.ts';
import { lazily } from '../../platform/lazily.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import type { ExpiryTimeline, TimelineActions, TimelineSecret } from './expiryTimeline.ts';
import { ExpiryWatch } from './expiryWatch.ts';
import type { Surveys } from './surveys.ts';
import { expiringCountInWords } from './watchWords.ts';

/** Changes after which the watched secrets are counted again. */
const COUNTED: readonly ChangeKind[] = ['everything', 'client', 'clients', 'savedSecrets', 'operations'];

/** Surveys of all secrets, their timeline and report, and notices of those that expire. */
export function feature(core: Core): Feature {
  const page = new TimelinePage(core);
  const watch = new ExpiryWatch(core, {
    noticeDays,
    showTimeline: () => page.show(),
    showExpiring: expiring => showExpiring(core, expiring),
  });
  return {
    commands: {
      checkExpiry: () => page.check(),
      exportExpiry: () => page.exportReport(),
      showTimeline: () => page.show(),
    },
    services: { surveys: page.surveys },
    changed: async change => {
      if (COUNTED.includes(change.kind)) watch.changed();
      // The page is not what the change was about: it says when it was last updated.
      await page.follow(change).catch((error: unknown) => core.log.error(error));
    },
    start: () => watch.start(),
    disposables: [watch],
  };
}

/** The timeline with the surveys that it shows. Loaded on first use: a window that starts only looks which secrets expire. */
class TimelinePage {
  readonly surveys: Services['surveys'];
  readonly #core: Core;
  readonly #load: () => Promise<Surveys>;
  readonly #timeline: () => Promise<ExpiryTimeline>;
  #isLoaded = false;

  constructor(core: Core) {
    this.#core = core;
    this.#load = lazily(async () => new (await import('./surveys.ts')).Surveys(core));
    this.#timeline = lazily(async () => {
      const { ExpiryTimeline } = await import('./expiryTimeline.ts');
      this.#isLoaded = true;
      return new ExpiryTimeline(core, this.#actions());
    });
    this.surveys = {
      last: async () => (await this.#load()).last(),
      lastOrNew: async () => (await this.#load()).lastOrNew(),
      reread: async (connection, ...clients) => (await this.#load()).reread(connection, ...clients),
      take: () => this.#take(),
    };
  }

  /** Runs *Show Expiration Timeline*. */
  async show(): Promise<void> {
    await this.#showWith(() => this.surveys.lastOrNew());
    await this.#core.tell({ kind: 'surveys' });
  }

  /** Runs *Check All Expirations*: takes new surveys, and shows them. */
  async check(): Promise<void> {
    const taken = await this.#take();
    await this.#showWith(async () => taken);
  }

  /** Runs *Export Expiration Report*. */
  async exportReport(): Promise<void> {
    const { exportExpiryReport } = await import('./exportExpiryReport.ts');
    await exportExpiryReport(await this.surveys.lastOrNew(), this.#core.now());
  }

  /** Reads a client again that was changed in the service, while the page is open. */
  async follow(change: Change): Promise<void> {
    if (change.kind !== 'client' || !this.#isLoaded || !(await this.#timeline()).isOpen) return;
    const { connection, type, clientId } = change;
    await this.surveys.reread(connection, { type, id: clientId });
    await this.#update(await this.surveys.last());
  }

  async #showWith(read: () => Promise<readonly Survey[]>): Promise<void> {
    const timeline = await this.#timeline();
    const stamp = async () => (await this.#load()).stamp();
    await timeline.show({ stamp, read });
  }

  async #take(): Promise<readonly Survey[]> {
    const taken = await (await this.#load()).take();
    await this.#update(taken);
    await this.#core.tell({ kind: 'surveys' });
    return taken;
  }

  async #update(surveys: readonly Survey[]): Promise<void> {
    if (!this.#isLoaded) return;
    await (await this.#timeline()).update(surveys, await (await this.#load()).stamp());
  }

  #actions(): TimelineActions {
    return {
      open: async secret => {
        const node = await this.#core.connections.clientNode(nodeOf(secret));
        await this.#core.details.show(node, secret.secretId);
      },
      rotate: secret => rotateSecret(this.#core, secret),
      check: () => this.#take(),
      exportReport: () => this.exportReport(),
      deleteExpired: async () => {
        const { deleteExpired } = await import('./deleteExpired.ts');
        const isChanged = await deleteExpired(this.#core, await this.surveys.last());
        if (isChanged) await this.#update(await this.surveys.last());
      },
    };
  }
}

const nodeOf = ({ tenantId, clientId, type }: TimelineSecret) => ({ tenantId, clientId, clientType: type });

/** Rotates a secret as a click on its row in the Clients view does; opens the client's details if it is gone. */
async function rotateSecret(core: Core, secret: TimelineSecret): Promise<void> {
  const node: ClientNode = await core.connections.clientNode(nodeOf(secret));
  const service = await core.connections.service(node.connection);
  const found = (await service.secrets(node.client.type, node.client.id)).find(
    ({ id }) => id === secret.secretId,
  );
  if (!found) return core.details.show(node);
  const { connection, client } = node;
  const secretNode = { kind: 'secret', connection, client, secret: found } as const;
  await core.execute('rotate', { node: secretNode, selected: [secretNode] });
}

function showExpiring({ views, statusItem }: Core, expiring: readonly WatchedSecret[]): void {
  const words = expiringCountInWords(expiring);
  views.clients.badge(expiring.length, words);
  statusItem.showExpiring(expiring.length > 0 ? words : '');
}

const noticeDays = (): readonly number[] =>
  readNoticeDays(vscode.workspace.getConfiguration('clientCredentials').get<unknown>('expiry.noticeDays'));
