import type { Binding } from '../../../credentials/records/bindings.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import type { Core } from '../../core/core.ts';
import { executeOn } from '../../core/execute.ts';
import { LivePage } from '../../platform/webview/livePage.ts';
import { openPagePanel } from '../../platform/webview/page.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import type { ClientsCommand } from '../../vocabulary/commandArguments.ts';
import { stateOfError } from '../../vocabulary/connectionState.ts';
import { clientDetailsContent } from './clientDetailsContent.ts';
import { CLIENT_ACTIONS, copiedInWords, SECRET_ACTIONS } from './detailsActions.ts';
import { type ClientDetailsModel, readDetails } from './detailsModel.ts';

/** How the details are shown. */
export interface DetailsOptions {
  /** The secret that gets the keyboard. */
  readonly secretId?: number | undefined;
  /** Whether the keyboard stays where it is. */
  readonly preserveFocus?: boolean;
}

/** What a page asks for: a command on the client or one of its secrets, or to open a location. */
interface PageMessage {
  readonly action?: string;
  readonly secretId?: number;
  readonly at?: number;
}

interface OpenPage {
  readonly live: LivePage;
  /** The client that it shows. */
  node: ClientNode;
  model: ClientDetailsModel;
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
    const model = await readDetails(this.#core, node);
    if (this.#wanted !== node) return;
    const before = this.#page;
    if (before) before.live.panel.reveal(undefined, preserveFocus);
    const page = before ?? this.#open(node, model, preserveFocus);
    const isSame = before?.node.client.id === node.client.id;
    page.node = node;
    if (isSame && secretId === undefined) await this.#update(page, model);
    else this.#write(page, { ...model, focusedSecretId: secretId });
  }

  /** Shows on the open page what the service has now. */
  async refresh(): Promise<void> {
    const page = this.#page;
    if (!page) return;
    const { node } = page;
    try {
      const model = await readDetails(this.#core, node);
      if (page.node === node) await this.#update(page, model);
    } catch (error) {
      // of a client that is gone, or that one may no longer see, nothing stays on show; an outage passes
      if (page.node === node && stateOfError(error) !== 'offline') page.live.panel.dispose();
    }
  }

  #open(node: ClientNode, model: ClientDetailsModel, preserveFocus: boolean): OpenPage {
    const { pages } = this.#core;
    const panel = openPagePanel('clientCredentials.details', node.client.name, pages, preserveFocus);
    const live = new LivePage(panel, pages, message => this.#act(page, message));
    const page: OpenPage = { live, node, model };
    panel.onDidDispose(() => {
      live.dispose();
      if (this.#page === page) this.#page = undefined;
    });
    this.#page = page;
    return page;
  }

  async #update(page: OpenPage, model: ClientDetailsModel): Promise<void> {
    page.model = { ...model, focusedSecretId: page.model.focusedSecretId };
    page.live.panel.title = model.client.name;
    await page.live.update(resources => clientDetailsContent(page.model, resources));
  }

  #write(page: OpenPage, model: ClientDetailsModel): void {
    page.model = model;
    page.live.panel.title = model.client.name;
    page.live.write(resources => clientDetailsContent(model, resources));
  }

  async #act({ node, model, live }: OpenPage, message: unknown): Promise<void> {
    const { action, secretId, at } = (message ?? {}) as PageMessage;
    if (action === 'openLocation') return this.#openLocation(model.bindings[at ?? -1]);
    const ofClient = CLIENT_ACTIONS.find(name => name === action);
    if (ofClient && secretId === undefined) {
      await executeOn(this.#core.execute, ofClient, node);
      const confirmed = copiedInWords(ofClient);
      if (confirmed !== undefined) await live.post({ confirmed, action });
    }
    const ofSecret = SECRET_ACTIONS.find(name => name === action);
    const secret = model.secrets.find(({ id }) => id === secretId);
    if (ofSecret && secret) await this.#actOn(node, secret, ofSecret);
  }

  async #actOn(node: ClientNode, secret: ClientSecret, command: ClientsCommand): Promise<void> {
    await executeOn(this.#core.execute, command, { ...node, kind: 'secret', secret });
  }

  async #openLocation(binding: Binding | undefined): Promise<void> {
    if (binding?.kind !== 'file') return;
    const { file, clientSecretKey, clientIdKey } = binding;
    await this.#core.project.open({ file, keyPath: clientSecretKey ?? clientIdKey });
  }
}
