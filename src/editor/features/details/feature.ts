import * as vscode from 'vscode';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseClient, chooseClients } from '../../core/pickers/chooseClients.ts';
import type { ClientNode, ClientsNode } from '../../vocabulary/clientsNode.ts';
import { ClientDetails } from './clientDetails.ts';
import { ClientJson, JSON_SCHEME } from './clientJson.ts';

/** The details of clients: as a page, as JSON, and the id alone. */
export function feature(core: Core): Feature {
  const details = new ClientDetails(core);
  const json = new ClientJson(core.connections.service);
  const showIn = async (show: (node: ClientNode) => Promise<void>, node: ClientsNode | undefined) => {
    const chosen = await chooseClient(core, node);
    if (chosen) await show(chosen);
  };
  return {
    commands: {
      copyClientId: async chosen => {
        const ids = (await chooseClients(core, chosen)).map(({ client }) => client.id);
        if (ids.length > 0) await vscode.env.clipboard.writeText(ids.join('\n'));
      },
      showClientJson: node => showIn(client => json.show(client), node),
      showDetails: node => showIn(client => details.show(client), node),
    },
    services: { details: { show: (node, secretId) => details.show(node, secretId) } },
    changed: async change => {
      if (change.kind === 'commandEnded') await details.refresh();
    },
    disposables: [vscode.workspace.registerTextDocumentContentProvider(JSON_SCHEME, json)],
  };
}
