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

/** How the details are shown. */
export interface DetailsOptions {
  /** The secret that gets the keyboard. */
  readonly secretId?: number | undefined;
  /** Whether the keyboard stays where it is. */
  readonly preserveFocus?: boolean;
}

interface OpenPage {
  readonly panel: vscode.WebviewPanel;
  /** The client that it shows. */
  node: ClientNode;
  /** What it shows, as text. */
  shown?: string;
}

/** The page with the details of a client: the next client is shown on the same page. */
export class ClientDetails {
  readonly #core: Core;
  #page: OpenPage | undefined;
  /** The client that is wanted last: an answer about an earlier one no longer matters. */
  #wanted: ClientNode | undefined;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Shows the details of a client, as the service has them now. */
  async show(node: ClientNode, { secretId, preserveFocus = false }: DetailsOptions = {}): Promise<void> {
    this.#wanted = node;
    // read before anything opens: a client that is gone has no page
    const model = await this.#read(node);
    if (this.#wanted !== node) return;
    const before = this.#page;
    if (before) before.panel.reveal(undefined, preserveFocus);
    const page = before ?? this.#open(node, preserveFocus);
    page.node = node;
    if (secretId === undefined) this.#fill(page, model);
    else this.#write(page, { ...model, focusedSecretId: secretId });
  }

  /** Shows on the open page what the service has now. */
  async refresh(): Promise<void> {
    const page = this.#page;
    if (!page) return;
    const { node } = page;
    try {
      const model = await this.#read(node);
      if (page.node === node) this.#fill(page, model);
    } catch (error) {
      // of a client that is gone, or that one may no longer see, nothing stays on show; an outage passes
      if (page.node === node && stateOfError(error) !== 'offline') page.panel.dispose();
    }
  }

  #open(node: ClientNode, preserveFocus: boolean): OpenPage {
    const { pages } = this.#core;
    const panel = openPagePanel('clientCredentials.details', node.client.name, pages, preserveFocus);
    const page: OpenPage = { panel, node };
    const listening = panel.webview.onDidReceiveMessage((message: unknown) => {
      void pages.run(() => this.#act(page.node, message));
    });
    panel.onDidDispose(() => {
      listening.dispose();
      if (this.#page === page) this.#page = undefined;
    });
    this.#page = page;
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
