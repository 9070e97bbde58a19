import type * as vscode from 'vscode';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import {
  type KeptSecret,
  type KeptSecrets,
  keptSecretKey,
} from '../../../credentials/records/keptSecrets.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { Role } from '../../../service/model/role.ts';
import type { TreeSource } from '../../platform/trees/registerTree.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import type { ClientsModel } from './clientsModel.ts';
import { clientTooltip, secretTooltip } from './clientsTooltip.ts';
import { clientsTreeItem } from './clientsTreeItem.ts';

/** What the tree shows beside the model. */
export interface ClientsTreeParts {
  readonly model: ClientsModel;
  readonly keptSecrets: Pick<KeptSecrets, 'all'>;
  readonly bindings: Pick<Bindings, 'ofClient'>;
  readonly service: (node: ClientNode) => Promise<Pick<IdentityService, 'clientRoles'>>;
  readonly now: () => Date;
}

/** The Clients tree as the editor asks for it: children, items, and tooltips when somebody hovers. */
export class ClientsTree implements TreeSource<ClientsNode> {
  readonly #parts: ClientsTreeParts;
  #kept: readonly KeptSecret[] = [];

  constructor(parts: ClientsTreeParts) {
    this.#parts = parts;
  }

  /** Returns the children of a node, or the roots. */
  async children(node?: ClientsNode): Promise<readonly ClientsNode[]> {
    // what is kept may have changed in another window: reading a few small files is cheap beside the requests
    this.#kept = await this.#parts.keptSecrets.all();
    return this.#parts.model.children(node);
  }

  /** Makes the item of a node from what is known by now. */
  item(node: ClientsNode): vscode.TreeItem {
    const { model, now } = this.#parts;
    return clientsTreeItem(node, {
      now: now(),
      counts: type => model.counts(type),
      knownSecrets: client => model.knownSecrets(client),
      isKept: kept => this.#isKept(kept),
    });
  }

  /** Adds the tooltip, which takes a request or two, to an item that is being hovered over. */
  async withTooltip(item: vscode.TreeItem, node: ClientsNode): Promise<vscode.TreeItem> {
    if (node.kind === 'client') item.tooltip = await this.#clientTooltip(node);
    if (node.kind === 'secret') {
      const bindings = await this.#bindings(node);
      const own = bindings.filter(({ secretId }) => secretId === node.secret.id);
      item.tooltip = secretTooltip(node.secret, own, this.#isKept(node), this.#parts.now());
    }
    return item;
  }

  async #clientTooltip(node: ClientNode): Promise<vscode.MarkdownString> {
    const { model, now } = this.#parts;
    const [roles, bindings] = await Promise.all([this.#roles(node), this.#bindings(node)]);
    const secrets = model.knownSecrets(node) ?? [];
    return clientTooltip({ client: node.client, secrets, roles, bindings, now: now() });
  }

  /** Reads a client's roles; a tooltip without them is better than none. */
  async #roles(node: ClientNode): Promise<readonly Role[]> {
    if (node.client.type !== 'clientCredentials') return [];
    try {
      const service = await this.#parts.service(node);
      return await service.clientRoles(node.client.type, node.client.id);
    } catch {
      return [];
    }
  }

  #bindings({ connection, client }: ClientNode | SecretNode) {
    return this.#parts.bindings.ofClient(connection.tenantId, client.id);
  }

  #isKept(node: ClientNode | SecretNode): boolean {
    const { tenantId } = node.connection;
    const ofClient = this.#kept.filter(
      kept => isSameId(kept.tenantId, tenantId) && isSameId(kept.clientId, node.client.id),
    );
    if (node.kind === 'client') return ofClient.length > 0;
    const key = keptSecretKey({ tenantId, clientId: node.client.id, secretId: node.secret.id });
    return ofClient.some(kept => keptSecretKey(kept) === key);
  }
}
