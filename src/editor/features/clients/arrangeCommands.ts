import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { withCountedProgress } from '../../platform/progress/withCountedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import {
  type Arrangement,
  CLIENT_ORDERS,
  type ClientOrder,
  needsAll,
} from '../../vocabulary/clientArrangement.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import type { ClientsModel } from './clientsModel.ts';

/** The view whose clients are filtered and sorted. */
export interface ArrangedView {
  readonly model: Pick<ClientsModel, 'arrange' | 'arrangement'>;
  /** Shows the arrangement in the view. */
  readonly showArrangement: (arrangement: Arrangement) => void;
}

/** Runs *Filter Clients*: by name or id, over all clients. */
export async function filterClients(view: ArrangedView): Promise<void> {
  const { arrangement } = view.model;
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Filter Clients'),
    prompt: l10n.t('Part of a name or id; all clients of the tenant are looked at. Nothing shows all again.'),
    value: arrangement.filter,
    ignoreFocusOut: true,
  });
  if (typed !== undefined) await arrange(view, { filter: typed.trim() });
}

/** Runs *Clear Filter*. */
export async function clearFilter(view: ArrangedView): Promise<void> {
  await arrange(view, { filter: '' });
}

/** Runs *Sort Clients*. */
export async function sortClients(view: ArrangedView): Promise<void> {
  const words: Readonly<Record<ClientOrder, readonly [label: string, detail: string]>> = {
    service: [l10n.t('As the service lists them'), l10n.t('Page by page; nothing has to be read first.')],
    name: [l10n.t('By name'), l10n.t('Reads all clients.')],
    expiry: [l10n.t('By next expiry'), l10n.t('Reads all clients and their secrets.')],
    state: [l10n.t('By state'), l10n.t('Expired first, then expiring. Reads all clients and their secrets.')],
  };
  const { arrangement } = view.model;
  const items = CLIENT_ORDERS.map(order => ({
    label: words[order][0],
    detail: words[order][1],
    description: order === arrangement.order ? l10n.t('now') : undefined,
    order,
  }));
  const picked = await safeWindow.showQuickPick(items, { title: l10n.t('Sort Clients') });
  if (picked) await arrange(view, { order: picked.order });
}

async function arrange(view: ArrangedView, change: Partial<Arrangement>): Promise<void> {
  const { model, showArrangement } = view;
  if (!needsAll({ ...model.arrangement, ...change }))
    await model.arrange(change, new AbortController().signal, () => {});
  else await arrangeWithProgress(model, change);
  showArrangement(model.arrangement);
}

/** Cancelling it leaves the tree unchanged. */
async function arrangeWithProgress(
  model: ArrangedView['model'],
  change: Partial<Arrangement>,
): Promise<void> {
  await withCountedProgress(l10n.t('Reading all clients'), (signal, report) =>
    model.arrange(change, signal, ({ clients, secrets }) =>
      report(
        secrets === 0
          ? countInWords(clients)
          : l10n.t('{0} · secrets of {1}', countInWords(clients), countInWords(secrets)),
      ),
    ),
  );
}
