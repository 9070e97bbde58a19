import * as vscode from 'vscode';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { OpenService } from '../../core/connections/connections.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { labelText } from '../../vocabulary/shownText.ts';
import { clientAsWire } from './clientAsWire.ts';

/** Scheme of the read-only documents. */
export const JSON_SCHEME = 'client-credentials';

/** Shows a client and its secrets as the service writes them, for those who prefer text; no value is among it. */
export class ClientJson implements vscode.TextDocumentContentProvider {
  readonly #service: OpenService;
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  constructor(service: OpenService) {
    this.#service = service;
  }

  /** Reads a client again and opens its document. */
  async show(node: ClientNode): Promise<void> {
    const { id, name } = node.client;
    // The name is shown on the tab; the rest distinguishes clients of the same name.
    const path = `/${node.connection.tenantId}/${id}/${labelText(name).replaceAll(/[\\/]/g, '_')}.json`;
    const uri = vscode.Uri.from({ scheme: JSON_SCHEME, path });
    // read before anything opens: a client that is gone has no document
    this.#texts.set(uri.toString(), await this.#read(node));
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  /** Returns the text. One that the editor brings back from another session has nothing to show. */
  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async #read(node: ClientNode): Promise<string> {
    const { type, id } = node.client;
    const service = await this.#service(node.connection);
    const [client, secrets, roles] = await Promise.all([
      service.client(type, id),
      hasSecrets(type) ? service.secrets(type, id) : [],
      type === 'clientCredentials' ? service.clientRoles(type, id) : [],
    ]);
    return `${JSON.stringify(clientAsWire(client, secrets, roles), undefined, 2)}\n`;
  }
}
