import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../credentials/connection.ts';
import type { IdentityService } from '../../service/identityService.ts';
import { CLIENT_TYPES, type ClientType } from '../../service/model/clientTypes.ts';
import { ServiceError } from '../../service/serviceError.ts';
import type { ClientNode } from '../clientsTree/clientsNode.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import { clientTypeInWords } from '../words/clientTypeWords.ts';

interface Line extends vscode.QuickPickItem {
  readonly node: ClientNode;
}

/** Asks for a client of one of these types, where a command was not run on one; lines appear as pages arrive. */
export async function pickClient(
  connections: readonly Connection[],
  serviceOf: (connection: Connection) => Promise<IdentityService>,
  types: readonly ClientType[] = CLIENT_TYPES.map(({ type }) => type),
): Promise<ClientNode | undefined> {
  const connection = await pickConnection(connections);
  if (!connection) return undefined;
  const service = await serviceOf(connection);
  const abort = new AbortController();
  const list = vscode.window.createQuickPick<Line>();
  list.title = l10n.t('Which client?');
  list.placeholder = l10n.t('Name or id');
  list.matchOnDescription = true;
  list.busy = true;
  list.show();
  try {
    const picked = new Promise<ClientNode | undefined>(resolve => {
      list.onDidAccept(() => resolve(list.activeItems[0]?.node));
      list.onDidHide(() => resolve(undefined));
    });
    const loading = load({ connection, service, types }, list, abort.signal);
    return await Promise.race([picked, loading.then(() => picked)]);
  } finally {
    abort.abort();
    list.dispose();
  }
}

async function load(
  {
    connection,
    service,
    types,
  }: {
    readonly connection: Connection;
    readonly service: IdentityService;
    readonly types: readonly ClientType[];
  },
  list: vscode.QuickPick<Line>,
  signal: AbortSignal,
): Promise<void> {
  for (const type of types) {
    try {
      for await (const page of service.clients(type, { signal })) {
        const lines = page.items.map(client => ({
          label: client.name,
          description: client.id,
          detail: clientTypeInWords(client.type),
          node: { kind: 'client', connection, client } as const,
        }));
        list.items = [...list.items, ...lines];
      }
    } catch (error) {
      // a service that does not have the type has none of it
      if (!(error instanceof ServiceError) || error.code !== 'notFound') throw error;
    }
  }
  list.busy = false;
}
