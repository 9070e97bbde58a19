import type * as vscode from 'vscode';
import { type KeptSecret, keptSecretKey } from '../../../credentials/records/keptSecrets.ts';
import { isSameClient } from '../../../credentials/records/sameId.ts';
import type { Role } from '../../../service/model/role.ts';
import type { Core } from '../../core/core.ts';
import type { TreeSource } from '../../platform/trees/registerTree.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import type { ClientsModel } from './clientsModel.ts';
import { clientTooltip, secretTooltip } from './clientsTooltip.ts';
import { clientsTreeItem } from './clientsTreeItem.ts';

/** The Clients tree as the editor asks for it: children, items, and tooltips on hover. */
export class ClientsTree implements TreeSource<ClientsNode> {
  readonly #core: Core;
  readonly #model: ClientsModel;
  #kept: readonly KeptSecret[] = [];

  constructor(core: Core, model: ClientsModel) {
    this.#core = core;
    this.#model = model;
  }

  /** Returns the children of a node, or the roots. */
  async children(node?: ClientsNode): Promise<readonly ClientsNode[]> {
    // Saved secrets may have changed in another window. Reading a few small files is cheap compared with the requests.
    this.#kept = await this.#core.keptSecrets.all();
    return this.#model.children(node);
  }

  /** Makes the item of a node from the data read so far. */
  item(node: ClientsNode): vscode.TreeItem {
    const model = this.#model;
    return clientsTreeItem(node, {
      now: this.#core.now(),
      counts: type => model.counts(type),
      knownSecrets: client => model.knownSecrets(client),
      isKept: kept => this.#isKept(kept),
    });
  }

  /** Adds the tooltip, which takes one or two requests, when the user hovers over an item. */
  async withTooltip(item: vscode.TreeItem, node: ClientsNode): Promise<vscode.TreeItem> {
    if (node.kind === 'client') item.tooltip = await this.#clientTooltip(node);
    if (node.kind === 'secret') {
      const bindings = await this.#bindings(node);
      const own = bindings.filter(({ secretId }) => secretId === node.secret.id);
      item.tooltip = secretTooltip(node.secret, own, this.#isKept(node), this.#core.now());
    }
    return item;
  }

  async #clientTooltip(node: ClientNode): Promise<vscode.MarkdownString> {
    const [roles, bindings] = await Promise.all([this.#roles(node), this.#bindings(node)]);
    const secrets = this.#model.knownSecrets(node) ?? [];
    return clientTooltip({ client: node.client, secrets, roles, bindings, now: this.#core.now() });
  }

  /** Reads a client's roles; a tooltip without them is better than none. */
  async #roles(node: ClientNode): Promise<readonly Role[]> {
    if (node.client.type !== 'clientCredentials') return [];
    try {
      const service = await this.#core.connections.service(node.connection);
      return await service.clientRoles(node.client.type, node.client.id);
    } catch {
      return [];
    }
  }

  #bindings({ connection, client }: ClientNode | SecretNode) {
    return this.#core.bindings.readableOfClient(connection.tenantId, client.id);
  }

  #isKept(node: ClientNode | SecretNode): boolean {
    const { tenantId } = node.connection;
    const ofClient = this.#kept.filter(kept => isSameClient(kept, { tenantId, clientId: node.client.id }));
    if (node.kind === 'client') return ofClient.length > 0;
    const key = keptSecretKey({ tenantId, clientId: node.client.id, secretId: node.secret.id });
    return ofClient.some(kept => keptSecretKey(kept) === key);
  }
}
