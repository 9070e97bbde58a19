import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import type { TreeView } from '../../platform/trees/registerTree.ts';
import type { PageHost } from '../../platform/webview/page.ts';
import type { Arrangement } from '../../vocabulary/clientArrangement.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import type { CommandName } from '../../vocabulary/commandId.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import { ClientDetails } from '../details/clientDetails.ts';
import { ClientJson, JSON_SCHEME } from '../details/clientJson.ts';
import type { OpenService } from './clientLists.ts';
import { ClientsModel } from './clientsModel.ts';
import { ClientsTree } from './clientsTree.ts';

/** What the views of clients are made of. */
export interface ClientsPartsNeeds {
  readonly view: TreeView<ClientsNode>;
  readonly connections: () => readonly Connection[];
  readonly service: OpenService;
  readonly keptSecrets: KeptSecrets;
  readonly bindings: Bindings;
  readonly host: PageHost;
  readonly now: () => Date;
  /** Called when clients have changed in the service. */
  readonly clientsChanged: () => void;
}

/** Older than this the tree is read again when the user comes back to it, in milliseconds. */
const STALE_MS = 60_000;

/** Makes everything that shows clients: tree, details, JSON. */
export function clientsParts(needs: ClientsPartsNeeds) {
  const { view, connections, service, keptSecrets, bindings, host, now, clientsChanged } = needs;
  const model = new ClientsModel({
    connections,
    service,
    now,
    clientsChanged,
    changed: view.changed,
    stateChanged: state => setContext('state', state),
  });
  const tree = new ClientsTree({
    ...{ model, keptSecrets, bindings, now },
    service: node => service(node.connection),
  });
  const details = new ClientDetails({
    ...{ host, service, keptSecrets, bindings, now },
    run: (name: CommandName, node) => vscode.commands.executeCommand(commandId(name), node),
  });
  const json = new ClientJson(service);
  let readAtMs = now().getTime();
  const refresh = () => {
    readAtMs = now().getTime();
    model.refresh();
  };
  const disposables = [
    model,
    vscode.workspace.registerTextDocumentContentProvider(JSON_SCHEME, json),
    view.onDidShow(() => {
      if (now().getTime() - readAtMs < STALE_MS) return;
      readAtMs = now().getTime();
      // what cannot be read now stays as it was: the outage notice tells of it
      model.refreshShown().catch(() => {});
    }),
  ];
  return {
    ...{ model, tree, details, json, refresh },
    showArrangement: (arrangement: Arrangement) => {
      setContext('filtered', arrangement.filter !== '');
      view.say(arrangementInWords(arrangement));
    },
    dispose: () => {
      for (const disposable of disposables.toReversed()) disposable.dispose();
    },
  };
}

const setContext = (key: string, value: unknown): void =>
  void vscode.commands.executeCommand('setContext', `clientCredentials.${key}`, value);

/** Says what the view shows; nothing while that is the service's own list. */
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
