import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import type { ActiveConnection } from './activeConnection.ts';
import type { ConnectionSettings } from './connectionSettings.ts';

/** Opens the service of a connection. Rejects with `signedOut` when there is no session. */
export type OpenService = (connection: Connection) => Promise<IdentityService>;

/** Names a client of a tenant. */
export interface ClientOfTenant {
  readonly tenantId: string;
  readonly clientId: string;
  /** Default: Client-Credentials. */
  readonly clientType?: ClientType | undefined;
}

/** The user's connections, and lookup by tenant. */
export class Connections {
  readonly settings: ConnectionSettings;
  /** The connection that this workspace works with. */
  readonly active: ActiveConnection;
  readonly #open: OpenService;
  #settingUp: Promise<void> = Promise.resolve();

  constructor(settings: ConnectionSettings, active: ActiveConnection, open: OpenService) {
    this.settings = settings;
    this.active = active;
    this.#open = open;
  }

  /** Returns all connections. */
  readonly all = (): readonly Connection[] => this.settings.all();

  /** Returns the connections that this workspace works with. */
  readonly ofWorkspace = (): readonly Connection[] => this.active.among(this.settings.all());

  /** Opens the service of a connection. Rejects with `signedOut` when there is no session. */
  readonly service: OpenService = connection => this.#open(connection);

  /** Returns the connections that reach a tenant, those of this workspace first. */
  reaching(tenantId: string): readonly Connection[] {
    const byName = new Map([...this.ofWorkspace(), ...this.all()].map(each => [each.name, each]));
    return [...byName.values()].filter(each => isSameId(each.tenantId, tenantId));
  }

  /** Returns the connections that reach a tenant and that the Clients view shows. */
  shownFor(tenantId: string): readonly Connection[] {
    return this.ofWorkspace().filter(each => isSameId(each.tenantId, tenantId));
  }

  /** Returns the current address of a tenant; `undefined` without a connection to it. */
  readonly resourceOf = (tenantId: string): string | undefined => this.reaching(tenantId)[0]?.resource;

  /** Reads a client by its ids. Rejects with `signedOut` if there is no connection to its tenant. */
  async clientNode({
    tenantId,
    clientId,
    clientType = 'clientCredentials',
  }: ClientOfTenant): Promise<ClientNode> {
    const [connection] = this.reaching(tenantId);
    if (!connection) throw new CredentialsError('signedOut');
    const service = await this.service(connection);
    return { kind: 'client', connection, client: await service.client(clientType, clientId) };
  }

  /** Remembers that a connection is being set up, so that others can wait for it. */
  async setUp(task: Promise<void>): Promise<void> {
    this.#settingUp = task;
    await task;
  }

  /** Waits until the connection is set up or that has failed. */
  async whenSetUp(): Promise<void> {
    await this.#settingUp.catch(() => undefined);
  }
}
