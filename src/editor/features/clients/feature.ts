import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Change } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import type { TreeView } from '../../platform/trees/registerTree.ts';
import { rowsOf } from '../../platform/trees/rowsOf.ts';
import type { Arrangement } from '../../vocabulary/clientArrangement.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { clearFilter, filterClients, sortClients } from './arrangeCommands.ts';
import { ClientsModel } from './clientsModel.ts';
import { ClientsTree } from './clientsTree.ts';
import { expiryDecorations } from './expiryDecorations.ts';

/** Age in milliseconds after which the tree is read again when the user returns to it. */
const STALE_MS = 60_000;

/** The Clients view: its tree, and the commands that filter and sort it. */
export function feature(core: Core): Feature {
  const { connections, now } = core;
  const { rows, view } = rowsOf<ClientsNode>(core.views.clients, () => tree);
  const model = new ClientsModel({
    connections: connections.ofWorkspace,
    service: connections.service,
    now,
    changed: view.changed,
    stateChanged: state => setContext('state', state),
  });
  const tree = new ClientsTree(core, model);
  const reading = new Reading(model, now);
  const arranged = {
    model,
    showArrangement: (arrangement: Arrangement) => showArrangement(view, arrangement),
  };
  return {
    commands: {
      clearFilter: () => clearFilter(arranged),
      filterClients: () => filterClients(arranged),
      loadMore: node => (node?.kind === 'loadMore' ? model.loadMore(node.of) : undefined),
      sortClients: () => sortClients(arranged),
    },
    trees: { clients: rows },
    changed: change => reading.changed(change),
    disposables: [
      vscode.window.registerFileDecorationProvider(expiryDecorations),
      model,
      view.onDidShow(() => reading.whenShown()),
    ],
  };
}

/** Reads the clients again when they have changed, and when the user returns after a while. */
class Reading {
  readonly #model: ClientsModel;
  readonly #now: () => Date;
  #readAtMs: number;

  constructor(model: ClientsModel, now: () => Date) {
    this.#model = model;
    this.#now = now;
    this.#readAtMs = now().getTime();
  }

  async changed(change: Change): Promise<void> {
    if (change.kind === 'everything') {
      this.#readAtMs = this.#now().getTime();
      this.#model.refresh();
    }
    if (change.kind === 'client')
      await this.#model.reloadClient(change.connection, change.type, change.clientId);
    if (change.kind === 'clients') await this.#model.reloadType(change.connection, change.type);
  }

  whenShown(): void {
    const nowMs = this.#now().getTime();
    if (nowMs - this.#readAtMs < STALE_MS) return;
    this.#readAtMs = nowMs;
    // What cannot be read stays unchanged; the outage notice reports it.
    this.#model.refreshShown().catch(() => {});
  }
}

const setContext = (key: string, value: unknown): void =>
  void vscode.commands.executeCommand('setContext', `clientCredentials.${key}`, value);

function showArrangement(view: TreeView<ClientsNode>, arrangement: Arrangement): void {
  setContext('filtered', arrangement.filter !== '');
  view.say(arrangementInWords(arrangement));
}

/** Describes the arrangement; `undefined` for the service's own list. */
function arrangementInWords({ filter, order }: Arrangement): string | undefined {
  const orders: Readonly<Record<Arrangement['order'], string>> = {
    service: '',
    name: l10n.t('sorted by name'),
    expiry: l10n.t('sorted by next expiry'),
    state: l10n.t('sorted by state'),
  };
  const texts = [filter === '' ? '' : l10n.t('Filter: “{0}”', filter), orders[order]];
  return texts.filter(text => text !== '').join(' · ') || undefined;
}
