import type * as vscode from 'vscode';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import { executeOn } from '../../core/execute.ts';
import { keptOf } from '../../core/pickers/chooseKept.ts';
import { openPagePanel, pageResources } from '../../platform/webview/page.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import type { ClientsCommand } from '../../vocabulary/commandArguments.ts';
import { stateOfError } from '../../vocabulary/connectionState.ts';
import { type ClientDetailsModel, clientDetailsContent } from './clientDetailsContent.ts';

/** Commands that the page's buttons run; anything else that it posts is ignored. */
const CLIENT_ACTIONS: readonly ClientsCommand[] = [
  'addSecret',
  'adoptSecret',
  'copyClientId',
  'disableClient',
  'duplicateClient',
  'editClient',
  'enableClient',
  'manageRoles',
  'removeClient',
  'showClientJson',
];
const SECRET_ACTIONS: readonly ClientsCommand[] = ['editSecret', 'removeSecret'];

interface OpenPage {
  readonly panel: vscode.WebviewPanel;
  /** What it shows, as text. */
  shown?: string;
  readonly show: () => Promise<void>;
}

/** The pages with the details of clients, at most one for each client. */
export class ClientDetails {
  readonly #core: Core;
  readonly #pages = new Map<string, OpenPage>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Shows the details of a client, as the service has them now; the keyboard is on a secret where one is wanted. */
  async show(node: ClientNode, secretId?: number): Promise<void> {
    const key = keyOf(node);
    const before = this.#pages.get(key);
    // read before anything opens: a client that is gone has no page
    const model = await this.#read(node);
    if (before) before.panel.reveal();
    const page = before ?? this.#open(node, key);
    if (secretId === undefined) this.#fill(page, model);
    else this.#write(page, { ...model, focusedSecretId: secretId });
  }

  /** Shows on all open pages what the service has now. */
  async refresh(): Promise<void> {
    for (const page of this.#pages.values()) await page.show();
  }

  #open(node: ClientNode, key: string): OpenPage {
    const { pages } = this.#core;
    const panel = openPagePanel('clientCredentials.details', node.client.name, pages);
    const show = async () => {
      try {
        this.#fill(page, await this.#read(node));
      } catch (error) {
        // of a client that is gone, or that one may no longer see, nothing stays on show; an outage passes
        if (stateOfError(error) !== 'offline') panel.dispose();
      }
    };
    const listening = panel.webview.onDidReceiveMessage((message: unknown) => {
      void pages.run(() => this.#act(node, message));
    });
    panel.onDidDispose(() => {
      listening.dispose();
      this.#pages.delete(key);
    });
    const page: OpenPage = { panel, show };
    this.#pages.set(key, page);
    return page;
  }

  #fill(page: OpenPage, model: ClientDetailsModel): void {
    // A page that is written again loses its scroll position and the focus.
    if (page.shown !== contentOf(model)) this.#write(page, model);
  }

  #write(page: OpenPage, model: ClientDetailsModel): void {
    page.shown = contentOf(model);
    page.panel.title = model.client.name;
    const { webview } = page.panel;
    webview.html = clientDetailsContent(model, pageResources(webview, this.#core.pages, 'details.js'));
  }

  async #act(node: ClientNode, message: unknown): Promise<void> {
    const { action, secretId } = (message ?? {}) as { action?: ClientsCommand; secretId?: number };
    if (action && CLIENT_ACTIONS.includes(action)) await executeOn(this.#core.execute, action, node);
    if (action && SECRET_ACTIONS.includes(action)) {
      const { secrets } = await this.#read(node);
      const secret = secrets.find(({ id }) => id === secretId);
      if (secret) await executeOn(this.#core.execute, action, { ...node, kind: 'secret', secret });
    }
  }

  async #read(node: ClientNode): Promise<ClientDetailsModel> {
    const { connection } = node;
    const { type, id } = node.client;
    const service = await this.#core.connections.service(connection);
    const [client, secrets, roles, bindings, kept] = await Promise.all([
      service.client(type, id),
      hasSecrets(type) ? service.secrets(type, id) : [],
      type === 'clientCredentials' ? service.clientRoles(type, id) : [],
      this.#core.bindings.readableOfClient(connection.tenantId, id),
      keptOf(this.#core, node),
    ]);
    node.client = client;
    return {
      client,
      secrets,
      roles,
      bindings,
      kept: kept.map(({ secretId }) => secretId),
      connectionName: connection.name,
      now: this.#core.now(),
    };
  }
}

/** What a page tells, whenever and for whatever secret it was asked for. */
const contentOf = ({ now: _now, focusedSecretId: _focused, ...content }: ClientDetailsModel): string =>
  JSON.stringify(content);

const keyOf = ({ connection, client }: ClientNode): string => `${connection.tenantId}\n${client.id}`;
