import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { IdentityService } from '../../../service/identityService.ts';
import type { Client } from '../../../service/model/client.ts';
import { CLIENT_TYPES, type ClientType } from '../../../service/model/clientTypes.ts';
import { ServiceError } from '../../../service/serviceError.ts';
import { safeItem } from '../../platform/window/safeWindow.ts';
import { arrangeClients, UNARRANGED } from '../../vocabulary/clientArrangement.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import type { Connections } from '../connections/connections.ts';
import { pickConnection } from './pickConnection.ts';

interface Line extends vscode.QuickPickItem {
  readonly node?: ClientNode;
}

/** Maximum number of lines: longer lists become slow, and users type to filter rather than read on. */
const LINES = 200;

/** Asks for a client of one of these types if the command was not run on one; adds lines as pages arrive. */
export async function pickClient(
  connections: Pick<Connections, 'ofWorkspace' | 'service'>,
  types: readonly ClientType[] = CLIENT_TYPES.map(({ type }) => type),
): Promise<ClientNode | undefined> {
  const connection = await pickConnection(connections.ofWorkspace());
  if (!connection) return undefined;
  const service = await connections.service(connection);
  const abort = new AbortController();
  const list = vscode.window.createQuickPick<Line>();
  list.title = l10n.t('Which client?');
  list.placeholder = l10n.t('Name or id');
  list.matchOnDescription = true;
  list.busy = true;
  const nodes: ClientNode[] = [];
  const show = () => {
    list.items = linesOf(nodes, list.value);
  };
  list.onDidChangeValue(show);
  list.show();
  try {
    const picked = new Promise<ClientNode | undefined>(resolve => {
      list.onDidAccept(() => list.activeItems[0]?.node && resolve(list.activeItems[0].node));
      list.onDidHide(() => resolve(undefined));
    });
    const loading = load(service, types, abort.signal, clients => {
      nodes.push(...clients.map((client): ClientNode => ({ kind: 'client', connection, client })));
      // Never move lines that the user may be about to pick.
      if (list.items.length <= LINES) show();
    }).then(() => {
      list.busy = false;
    });
    return await Promise.race([picked, loading.then(() => picked)]);
  } finally {
    abort.abort();
    list.dispose();
  }
}

function linesOf(nodes: readonly ClientNode[], typed: string): readonly Line[] {
  const filter = typed.trim();
  const found = arrangeClients(
    { nodes, secretsOf: () => undefined, now: new Date(0) },
    { ...UNARRANGED, filter },
  );
  const lines: readonly Line[] = found.slice(0, LINES).map(node => ({
    ...safeItem({
      label: node.client.name,
      description: node.client.id,
      detail: clientTypeInWords(node.client.type),
    }),
    // Already matched here; the list must not filter it out again.
    alwaysShow: true,
    node,
  }));
  const more = found.length - lines.length;
  if (more === 0) return lines;
  return [
    ...lines,
    { label: l10n.t('{0} more: type a part of the name or id', countInWords(more)), alwaysShow: true },
  ];
}

async function load(
  service: IdentityService,
  types: readonly ClientType[],
  signal: AbortSignal,
  add: (clients: readonly Client[]) => void,
): Promise<void> {
  for (const type of types) {
    try {
      for await (const page of service.clients(type, { signal })) add(page.items);
    } catch (error) {
      // The service may not support the type.
      if (!(error instanceof ServiceError) || error.code !== 'notFound') throw error;
    }
  }
}
