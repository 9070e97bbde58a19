import type * as vscode from 'vscode';
import { type KeptSecret, keptSecretKey } from '../../../credentials/records/keptSecrets.ts';
import { isSameClient } from '../../../credentials/records/sameId.ts';
import type { Role } from '../../../service/model/role.ts';
import type { Core } from '../../core/core.ts';
import type { TreeSource } from '../../platform/trees/registerTree.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import type { ClientsModel } from './clientsModel.ts';
import type { PendingRotations } from './pendingRotations.ts';
import { clientTooltip, secretTooltip } from './rows/clientsTooltip.ts';
import { clientsTreeItem } from './rows/clientsTreeItem.ts';

/** The Clients tree as the editor asks for it: children, items, and tooltips on hover. */
export class ClientsTree implements TreeSource<ClientsNode> {
  readonly #core: Core;
  readonly #model: ClientsModel;
  readonly #rotations: PendingRotations;
  #kept: readonly KeptSecret[] = [];

  constructor(core: Core, model: ClientsModel, rotations: PendingRotations) {
    this.#core = core;
    this.#model = model;
    this.#rotations = rotations;
  }

  /** Returns the children of a node, or the roots. */
  async children(node?: ClientsNode): Promise<readonly ClientsNode[]> {
    // Records may have changed in another window. Reading a few small files is cheap compared with the requests.
    const [kept] = await Promise.all([this.#core.keptSecrets.all(), this.#rotations.read()]);
    this.#kept = kept;
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
      rotation: of => this.#rotations.of(of),
    });
  }

  /** Adds the tooltip, which takes one or two requests, when the user hovers over an item. */
  async withTooltip(item: vscode.TreeItem, node: ClientsNode, handle?: string): Promise<vscode.TreeItem> {
    if (node.kind === 'client') item.tooltip = await this.#clientTooltip(node, handle);
    if (node.kind === 'secret') item.tooltip = await this.#secretTooltip(node, handle);
    return item;
  }

  async #clientTooltip(node: ClientNode, handle: string | undefined): Promise<vscode.MarkdownString> {
    const { client } = node;
    const [roles, bindings] = await Promise.all([this.#roles(node), this.#bindings(node)]);
    const secrets = this.#model.knownSecrets(node) ?? [];
    return clientTooltip({ client, secrets, roles, bindings, now: this.#core.now(), handle });
  }

  async #secretTooltip(node: SecretNode, handle: string | undefined): Promise<vscode.MarkdownString> {
    const { secret } = node;
    const bindings = (await this.#bindings(node)).filter(({ secretId }) => secretId === secret.id);
    const [kept, rotation] = [this.#isKept(node), this.#rotations.of(node)];
    return secretTooltip({ secret, bindings, kept, rotation, now: this.#core.now(), handle });
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
