import type { IdentityService } from '../../../service/identityService.ts';
import type { Client } from '../../../service/model/client.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import type { ClientNode, TypeNode } from '../../vocabulary/clientsNode.ts';

/** Clients shown per page: as many as one node can hold without the tree becoming slow to open. */
const PAGE_SIZE = LIMITS.page.max;

/**
 * Clients of the first page that are shown before the rest is read: more than fit into any window. Showing the whole
 * page at once would make a node of thousands open more slowly.
 */
const FIRST_CLIENTS = 200;

/** The clients of one type that have been read so far: page by page, or all of them. */
export class TypeList {
  readonly node: TypeNode;
  readonly #service: () => Promise<IdentityService>;
  /** By client id. A client that is read again keeps its node, by which the editor knows it. */
  #nodes = new Map<string, ClientNode>();
  #total: number;
  #isWhole = false;
  #incomplete: Error | undefined;
  /** Incremented when {@link nodes} changes. */
  #version = 0;
  /** Settles when the current read has ended. */
  #reading: Promise<unknown> = Promise.resolve();
  /** How many of the arranged clients are shown. */
  #limit: number = PAGE_SIZE;

  /** @param total how many clients the service says it has */
  constructor(node: TypeNode, total: number, service: () => Promise<IdentityService>) {
    this.node = node;
    this.#total = total;
    this.#service = service;
  }

  /** The clients read so far, in service order. */
  get nodes(): readonly ClientNode[] {
    return [...this.#nodes.values()];
  }

  /** Number of clients read. */
  get size(): number {
    return this.#nodes.size;
  }

  /** Number in the service. */
  get total(): number {
    return this.#total;
  }

  set total(total: number) {
    this.#total = total;
  }

  /** Whether all are read. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Why some clients are missing. */
  get incomplete(): Error | undefined {
    return this.#incomplete;
  }

  /** Changes whenever the list does. */
  get version(): number {
    return this.#version;
  }

  /** Maximum number of clients shown once all are read. */
  get limit(): number {
    return this.#limit;
  }

  /** Raises {@link limit} by one page. */
  showMore(): void {
    this.#limit += PAGE_SIZE;
  }

  /** Returns a client's node, if it has been read. */
  find(clientId: string): ClientNode | undefined {
    return this.#nodes.get(clientId);
  }

  /** Reads the clients that are shown first, unless some have been read. */
  fetchFirst(signal: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#nodes.size === 0) await this.#fetch(FIRST_CLIENTS, signal);
    });
  }

  /** Reads the rest of the first page; returns whether it had more clients. */
  fillPage(signal: AbortSignal): Promise<boolean> {
    return this.#inTurn(async () => {
      const before = this.#nodes.size;
      if (this.#isWhole || before >= Math.min(PAGE_SIZE, this.#total)) return false;
      await this.#fetch(PAGE_SIZE - before, signal);
      return this.#nodes.size > before;
    });
  }

  /** Reads the next page, or the rest of an incomplete one, and returns the new clients. */
  fetchPage(signal: AbortSignal): Promise<readonly ClientNode[]> {
    return this.#inTurn(async () => {
      const added = await this.#fetch(PAGE_SIZE - (this.#nodes.size % PAGE_SIZE), signal);
      this.#limit = Math.max(this.#limit, this.#nodes.size);
      return added;
    });
  }

  async #fetch(count: number, signal: AbortSignal): Promise<readonly ClientNode[]> {
    const service = await this.#service();
    const page = await service.clientPage(this.node.type, { skip: this.#nodes.size, count }, { signal });
    const added = this.#add(page.items);
    this.#incomplete = page.incomplete ?? this.#incomplete;
    // An empty page is the last one, whatever the count says: clients may have been removed in the meantime.
    this.#total = added.length === 0 ? this.#nodes.size : Math.max(page.totalCount, this.#nodes.size);
    return added;
  }

  /** Reads all clients again, and reports the count after each page. */
  fetchAll(signal: AbortSignal, report: (count: number) => void = () => {}): Promise<void> {
    return this.#inTurn(() => this.#fetchAll(signal, report));
  }

  async #fetchAll(signal: AbortSignal, report: (count: number) => void): Promise<void> {
    const service = await this.#service();
    const clients: Client[] = [];
    let incomplete: Error | undefined;
    for await (const page of service.clients(this.node.type, { signal })) {
      clients.push(...page.items);
      incomplete ??= page.incomplete;
      report(clients.length);
    }
    this.#replace(clients);
    this.#incomplete = incomplete;
    this.#isWhole = true;
    this.#total = this.#nodes.size;
  }

  /** Reads as many again as before. */
  reload(signal: AbortSignal): Promise<void> {
    return this.#inTurn(() => (this.#isWhole ? this.#fetchAll(signal, () => {}) : this.#reload(signal)));
  }

  async #reload(signal: AbortSignal): Promise<void> {
    const service = await this.#service();
    const clients: Client[] = [];
    const wanted = Math.max(this.#nodes.size, 1);
    let total = wanted;
    let incomplete: Error | undefined;
    while (clients.length < Math.min(wanted, total)) {
      const page = await service.clientPage(
        this.node.type,
        { skip: clients.length, count: PAGE_SIZE },
        { signal },
      );
      clients.push(...page.items);
      incomplete ??= page.incomplete;
      total = page.items.length === 0 ? clients.length : Math.max(page.totalCount, clients.length);
    }
    this.#replace(clients);
    this.#incomplete = incomplete;
    this.#total = total;
  }

  /** Replaces the data of a client. */
  update(client: Client): ClientNode | undefined {
    const node = this.#nodes.get(client.id);
    if (!node) return undefined;
    node.client = client;
    this.#version += 1;
    return node;
  }

  /** Runs reads one at a time: where a page begins depends on what was read before. */
  #inTurn<T>(read: () => Promise<T>): Promise<T> {
    const result = this.#reading.then(read);
    this.#reading = result.catch(() => {});
    return result;
  }

  #add(clients: readonly Client[]): readonly ClientNode[] {
    const { connection } = this.node;
    // If the list became shorter, pages overlap.
    const added = clients
      .filter(client => !this.#nodes.has(client.id))
      .map((client): ClientNode => ({ kind: 'client', connection, client }));
    for (const node of added) this.#nodes.set(node.client.id, node);
    this.#version += 1;
    return added;
  }

  #replace(clients: readonly Client[]): void {
    const known = this.#nodes;
    const { connection } = this.node;
    this.#nodes = new Map(
      clients.map(client => {
        const node: ClientNode = known.get(client.id) ?? { kind: 'client', connection, client };
        node.client = client;
        return [client.id, node];
      }),
    );
    this.#version += 1;
  }
}
