import type { Connection } from '../../credentials/connection.ts';
import type { IdentityService } from '../../service/identityService.ts';
import { CLIENT_TYPES, type ClientType } from '../../service/model/clientTypes.ts';
import { LIMITS } from '../../service/model/limits.ts';
import { ServiceError } from '../../service/serviceError.ts';
import type { ClientNode, ClientsNode, SecretNode, TypeNode } from './clientsNode.ts';
import { type ConnectionState, stateOfError } from './connectionState.ts';
import { SecretsAhead } from './secretsAhead.ts';

/** What the model reads from and reports to. */
export interface ClientsModelParts {
  readonly connections: () => readonly Connection[];
  /** Opens the service of a connection; rejects with `signedOut` when there is no sign-in. */
  readonly service: (connection: Connection) => Promise<IdentityService>;
  /** Called when nodes look different now; `undefined` when everything may. */
  readonly changed: (nodes: readonly ClientsNode[] | undefined) => void;
  /** Called with the state of the view, which decides on its welcome content. */
  readonly stateChanged: (state: ConnectionState) => void;
}

interface TypePages {
  readonly node: TypeNode;
  readonly clients: ClientNode[];
  total: number;
  /** Why some clients are missing. */
  incomplete?: Error;
}

/** Clients fetched per page: as many as one node can hold without the tree becoming slow to open. */
const PAGE_SIZE = LIMITS.page.max;

/**
 * What the Clients tree shows, fetched level by level and kept until refreshed. Knows nothing of the editor. A
 * refresh starts everything anew: an answer that was asked for before it is dropped when it comes.
 */
export class ClientsModel {
  readonly #parts: ClientsModelParts;
  #pages = new Map<string, TypePages>();
  #ahead: SecretsAhead;
  #abort = new AbortController();

  constructor(parts: ClientsModelParts) {
    this.#parts = parts;
    this.#ahead = this.#newSecretsAhead();
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

  /** Returns a client's secrets as far as they are known; `undefined` while they are not. */
  knownSecrets(node: ClientNode) {
    return this.#ahead.known(node);
  }

  /** Tells how many clients of a type the service has and how many are shown. */
  counts(node: TypeNode): { readonly shown: number; readonly total: number } {
    const pages = this.#pages.get(keyOf(node.connection, node.type));
    return { shown: pages?.clients.length ?? 0, total: pages?.total ?? 0 };
  }

  /** Fetches the next page of a type. */
  async loadMore(node: TypeNode): Promise<void> {
    const pages = this.#pages.get(keyOf(node.connection, node.type));
    if (!pages) return;
    await this.#fetchPage(pages);
    this.#parts.changed([node]);
  }

  /** Forgets what was fetched and has everything asked for again. */
  refresh(): void {
    this.#stop();
    this.#abort = new AbortController();
    this.#pages = new Map();
    this.#ahead = this.#newSecretsAhead();
    this.#parts.changed(undefined);
  }

  /** Ends what is still being fetched. */
  dispose(): void {
    this.#stop();
  }

  #stop(): void {
    this.#abort.abort();
    this.#ahead.dispose();
  }

  #newSecretsAhead(): SecretsAhead {
    return new SecretsAhead(this.#parts.service, nodes => this.#parts.changed(nodes));
  }

  async #roots(): Promise<readonly ClientsNode[]> {
    const connections = this.#parts.connections();
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
    this.#parts.stateChanged(state);
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
    const service = await this.#parts.service(connection);
    const signal = this.#abort.signal;
    const pages = this.#pages;
    const counts = await Promise.all(
      CLIENT_TYPES.map(async ({ type }) => ({ type, total: await countOf(service, type, signal) })),
    );
    const nodes = counts
      .filter(({ total }) => total > 0)
      .map(({ type, total }) => {
        const known = pages.get(keyOf(connection, type));
        const node: TypeNode = known?.node ?? { kind: 'type', connection, type };
        if (known) known.total = total;
        else pages.set(keyOf(connection, type), { node, clients: [], total });
        return node;
      });
    const empty = counts.filter(({ total }) => total === 0).map(({ type }) => type);
    return empty.length === 0 ? nodes : [...nodes, { kind: 'emptyTypes', connection, types: empty }];
  }

  async #clients(node: TypeNode): Promise<readonly ClientsNode[]> {
    const pages = this.#pages.get(keyOf(node.connection, node.type));
    if (!pages) return [];
    if (pages.clients.length === 0) await this.#fetchPage(pages);
    const more = pages.clients.length < pages.total;
    const { connection } = node;
    return [
      ...pages.clients,
      ...(pages.incomplete ? [{ kind: 'problem', connection, error: pages.incomplete } as const] : []),
      ...(more ? [{ kind: 'loadMore', of: node } as const] : []),
    ];
  }

  async #fetchPage(pages: TypePages): Promise<void> {
    const { connection, type } = pages.node;
    const service = await this.#parts.service(connection);
    const range = { skip: pages.clients.length, count: PAGE_SIZE };
    const page = await service.clientPage(type, range, { signal: this.#abort.signal });
    const nodes = page.items.map(client => ({ kind: 'client', connection, client }) as const);
    pages.clients.push(...nodes);
    if (page.incomplete) pages.incomplete = page.incomplete;
    // a short page is the last one, whatever the count said: somebody may have removed clients meanwhile
    pages.total = nodes.length === 0 ? pages.clients.length : Math.max(page.totalCount, pages.clients.length);
    this.#ahead.start(nodes);
  }

  async #secrets(node: ClientNode): Promise<readonly SecretNode[]> {
    const { connection, client } = node;
    const secrets = await this.#ahead.fetch(node);
    return secrets.map(secret => ({ kind: 'secret', connection, client, secret }));
  }
}

const keyOf = (connection: Connection, type: ClientType): string => `${connection.name}\n${type}`;

/** Counts the clients of a type; a service that does not have the type has none of it. */
async function countOf(service: IdentityService, type: ClientType, signal: AbortSignal): Promise<number> {
  try {
    return await service.clientCount(type, { signal });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'notFound') return 0;
    throw error;
  }
}
