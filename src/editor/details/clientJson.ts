import * as vscode from 'vscode';
import type { Connection } from '../../credentials/connection.ts';
import type { IdentityService } from '../../service/identityService.ts';
import type { Client } from '../../service/model/client.ts';
import { settingsOfType } from '../../service/model/clientSettings.ts';
import { hasSecrets } from '../../service/model/clientTypes.ts';
import type { ClientNode } from '../clientsTree/clientsNode.ts';

/** Scheme of the read-only documents. */
export const JSON_SCHEME = 'client-credentials';

/** Opens the service of a connection. */
type OpenService = (connection: Connection) => Promise<IdentityService>;

/** Writes a client and its secrets as the service does, for those who prefer text. It has no value of any secret. */
export class ClientJson implements vscode.TextDocumentContentProvider {
  readonly #service: OpenService;
  readonly #nodes = new Map<string, ClientNode>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  constructor(service: OpenService) {
    this.#service = service;
  }

  /** Opens the document of a client, read anew. */
  async show(node: ClientNode): Promise<void> {
    // the name is what stands on the tab; the rest tells the client from its namesakes
    const name = node.client.name.replaceAll(/[\\/]/g, '_');
    const uri = vscode.Uri.from({
      scheme: JSON_SCHEME,
      path: `/${node.connection.tenantId}/${node.client.id}/${name}.json`,
    });
    this.#nodes.set(uri.toString(), node);
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  /** Writes the document. One that the editor brings back from another session has nothing to show. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const node = this.#nodes.get(uri.toString());
    if (!node) return '';
    const { type, id } = node.client;
    const service = await this.#service(node.connection);
    const [client, secrets, roles] = await Promise.all([
      service.client(type, id),
      hasSecrets(type) ? service.secrets(type, id) : [],
      type === 'clientCredentials' ? service.clientRoles(type, id) : [],
    ]);
    return `${JSON.stringify(
      {
        ...wireClient(client),
        ...(type === 'clientCredentials'
          ? { Roles: roles.map(role => ({ Id: role.id, Name: role.name })) }
          : {}),
        ...(hasSecrets(type)
          ? {
              Secrets: secrets.map(secret => ({
                Id: secret.id,
                Description: secret.description,
                Expiration: secret.expiresAt?.toISOString() ?? null,
              })),
            }
          : {}),
      },
      undefined,
      2,
    )}\n`;
  }
}

const wireClient = (client: Client) => ({
  Id: client.id,
  Name: client.name,
  Enabled: client.enabled,
  AccessTokenLifetime: client.accessTokenLifetimeSeconds,
  ...Object.fromEntries(
    settingsOfType(client.type).map(({ key, wire }) => [wire, client.settings[key] ?? null]),
  ),
});
