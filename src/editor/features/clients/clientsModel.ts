import type { Connection } from '../../../credentials/connections/connection.ts';
import { type ClientType, hasSecrets } from '../../../service/model/clientTypes.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { OpenService } from '../../core/connections/connections.ts';
import { type Arrangement, needsAll, needsSecrets } from '../../vocabulary/clientArrangement.ts';
import type { ClientNode, ClientsNode, SecretNode, TypeNode } from '../../vocabulary/clientsNode.ts';
import { type ConnectionState, stateOfError } from '../../vocabulary/connectionState.ts';
import { ClientLists } from './clientLists.ts';
import { type ReadProgress, readEverything } from './readEverything.ts';
import { SecretsAhead } from './secretsAhead.ts';
import { ShownClients, type TypeCounts } from './shownClients.ts';
import type { TypeList } from './typeList.ts';

/** Data sources and callbacks of the model. */
export interface ClientsModelPorts {
  readonly connections: () => readonly Connection[];
  readonly service: OpenService;
  readonly now: () => Date;
  /** Called when nodes have changed; `undefined` for the whole tree. */
  readonly changed: (nodes: readonly ClientsNode[] | undefined) => void;
  /** Called with the state of the view, which decides on its welcome content. */
  readonly stateChanged: (state: ConnectionState) => void;
}

/** Lists longer than this are not read again merely because the user returns to the window. */
const SHORT_LIST = 2000;

/**
 * The content of the Clients tree, fetched level by level and cached until refreshed. Does not depend on the editor.
 * A refresh clears the cache and drops answers to earlier requests.
 */
export class ClientsModel {
  readonly #ports: ClientsModelPorts;
  #lists: ClientLists;
  readonly #shown: ShownClients;
  #ahead: SecretsAhead;

  constructor(ports: ClientsModelPorts) {
    this.#ports = ports;
    this.#shown = new ShownClients(ports.now);
    this.#lists = new ClientLists(ports.service);
    this.#ahead = this.#newSecretsAhead();
  }

  /** Which clients are shown, and how. */
  get arrangement(): Arrangement {
    return this.#shown.arrangement;
  }

  /** Returns the children of a node, or the roots. Errors become nodes or a state, never a rejection. */
  async children(node?: ClientsNode): Promise<readonly ClientsNode[]> {
    if (!node) return this.#roots();
    switch (node.kind) {
      case 'connection':
        return this.#orProblem(node.connection, () => this.#types(node.connection));
      case 'type':
        return this.#orProblem(node.connection, () => this.#clients(node));
      case 'client':
        return this.#orProblem(node.connection, () => this.#secrets(node));
      default:
        return [];
    }
  }

  /** Returns a client's secrets; `undefined` if they have not been read. */
  readonly knownSecrets = (node: ClientNode) => this.#ahead.known(node);

  /** Returns how many clients a type has, and how many of them are shown. */
  counts(node: TypeNode): TypeCounts {
    const list = this.#listOf(node);
    return list ? this.#shown.counts(list, this.#ahead) : { shown: 0, total: 0, all: 0 };
  }

  /** Shows the next page of a type. */
  async loadMore(node: TypeNode): Promise<void> {
    const list = this.#listOf(node);
    if (!list) return;
    if (list.isWhole) list.showMore();
    else void this.#ahead.start(await list.fetchPage(this.#lists.signal));
    this.#ports.changed([node]);
  }

  /**
   * Filters and sorts the clients. The data for that is read first; until then, and if reading fails or is
   * cancelled, the view is unchanged.
   */
  async arrange(change: Partial<Arrangement>, signal: AbortSignal, report: ReadProgress): Promise<void> {
    const lists = this.#lists;
    // Another filter or order may have been chosen while the user answered, or while this one is read.
    const arrangement = () => ({ ...this.#shown.arrangement, ...change });
    const connections = this.#ports.connections();
    const secrets = needsSecrets(arrangement()) ? this.#ahead : undefined;
    const either = AbortSignal.any([signal, lists.signal]);
    try {
      if (needsAll(arrangement())) await readEverything({ connections, lists, secrets }, either, report);
    } catch (error) {
      if (signal.aborted || lists === this.#lists) throw error;
    }
    // After a refresh in the meantime, what was read is no longer shown.
    if (lists !== this.#lists) return this.arrange(change, signal, report);
    this.#shown.arrangement = arrangement();
    this.#ports.changed(undefined);
  }

  /** Clears the cache and reports that everything has changed. */
  refresh(): void {
    this.dispose();
    this.#lists = new ClientLists(this.#ports.service);
    this.#ahead = this.#newSecretsAhead(this.#ahead);
    this.#ports.changed(undefined);
  }

  /** Reads a changed client with its secrets again; removes it from the tree if it no longer exists. */
  async reloadClient(connection: Connection, type: ClientType, clientId: string): Promise<void> {
    const lists = this.#lists;
    const ahead = this.#ahead;
    const list = lists.of(connection, type);
    const node = list?.find(clientId);
    if (!list || !node) return;
    await this.#orRefresh(lists, async () => {
      const service = await this.#ports.service(connection);
      const client = await service.client(type, clientId, { signal: lists.signal }).catch(unlessGone);
      if (lists !== this.#lists) return;
      if (!client) return this.reloadType(connection, type);
      ahead.forget(node);
      list.update(client);
      if (hasSecrets(type)) await ahead.fetch(node);
      if (lists === this.#lists) this.#ports.changed([this.#shown.isArranged(list) ? list.node : node]);
    });
  }

  /** Reads the shown clients of a type again, after some were added or removed. */
  async reloadType(connection: Connection, type: ClientType): Promise<void> {
    const lists = this.#lists;
    const list = lists.of(connection, type);
    // A type without clients has no node of its own.
    if (!list) return this.#ports.changed(undefined);
    await this.#orRefresh(lists, async () => {
      await lists.reload(list);
      if (lists === this.#lists) this.#ports.changed(list.total === 0 ? undefined : [list.node]);
    });
  }

  /** Refreshes if all lists are short; else reads lists whose count changed. */
  async refreshShown(): Promise<void> {
    if (this.#lists.all.every(list => list.size <= SHORT_LIST)) return this.refresh();
    const lists = this.#lists;
    const reloaded = await lists.reloadWhereCountDiffers();
    if (lists !== this.#lists || reloaded?.length === 0) return;
    this.#ports.changed(reloaded?.map(({ node }) => node));
  }

  /** Aborts pending requests. */
  dispose(): void {
    this.#lists.dispose();
    this.#ahead.dispose();
  }

  /** If a read fails, refreshes the view, which shows the error; unless it has been refreshed in the meantime. */
  async #orRefresh(lists: ClientLists, task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch {
      if (lists === this.#lists) this.refresh();
    }
  }

  #newSecretsAhead = (before?: SecretsAhead): SecretsAhead =>
    new SecretsAhead(this.#ports.service, nodes => this.#ports.changed(nodes), before);

  #listOf = (node: TypeNode): TypeList | undefined => this.#lists.of(node.connection, node.type);

  async #roots(): Promise<readonly ClientsNode[]> {
    const connections = this.#ports.connections();
    const [only] = connections;
    if (!only) return this.#enter('noConnection');
    if (connections.length > 1) {
      this.#enter('ready');
      return connections.map(connection => ({ kind: 'connection', connection }));
    }
    try {
      const types = await this.#types(only);
      if (!types.some(node => node.kind === 'type')) return this.#enter('noClient');
      this.#enter('ready');
      return types;
    } catch (error) {
      const state = stateOfError(error);
      this.#enter(state);
      return state === 'failed' ? [{ kind: 'problem', connection: only, error }] : [];
    }
  }

  #enter(state: ConnectionState): readonly ClientsNode[] {
    this.#ports.stateChanged(state);
    return [];
  }

  async #orProblem(
    connection: Connection,
    load: () => Promise<readonly ClientsNode[]>,
  ): Promise<readonly ClientsNode[]> {
    try {
      return await load();
    } catch (error) {
      return [{ kind: 'problem', connection, error }];
    }
  }

  async #types(connection: Connection): Promise<readonly ClientsNode[]> {
    const current = this.#lists;
    const { lists, empty } = await current.count(connection);
    for (const list of lists) {
      if (needsAll(this.#shown.arrangement) && !list.isWhole) await list.fetchAll(current.signal);
    }
    const nodes = lists.map(({ node }) => node);
    return empty.length === 0 ? nodes : [...nodes, { kind: 'emptyTypes', connection, types: empty }];
  }

  async #clients(node: TypeNode): Promise<readonly ClientsNode[]> {
    const list = this.#listOf(node);
    if (!list) return [];
    if (list.size === 0) await this.#firstClients(list);
    const clients = this.#shown.of(list, this.#ahead);
    // Visible clients come first.
    const lists = this.#lists;
    const filled = () => this.#ports.changed([node]);
    void this.#ahead.start(clients).then(() => lists.fillPage(list, filled));
    const { shown, total } = this.counts(node);
    const { incomplete } = list;
    return [
      ...clients,
      ...(incomplete ? [{ kind: 'problem', connection: node.connection, error: incomplete } as const] : []),
      ...(shown < total ? [{ kind: 'loadMore', of: list.node } as const] : []),
    ];
  }

  async #firstClients(list: TypeList): Promise<void> {
    const before = list.total;
    await list.fetchFirst(this.#lists.signal);
    // The count changed after it was read.
    if (list.total !== before) this.#ports.changed([list.node]);
  }

  async #secrets(node: ClientNode): Promise<readonly SecretNode[]> {
    const { connection, client } = node;
    const secrets = await this.#ahead.fetch(node);
    return secrets.map(secret => ({ kind: 'secret', connection, client, secret }));
  }
}
