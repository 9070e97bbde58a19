import type { Connection } from '../../../credentials/connections/connection.ts';
import { CLIENT_TYPES, type ClientType } from '../../../service/model/clientTypes.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { OpenService } from '../../core/connections/connections.ts';
import type { TypeNode } from '../../vocabulary/clientsNode.ts';
import { TypeList } from './typeList.ts';

/** The types of a tenant: a list for each type that has clients, and the types that have none. */
export interface CountedTypes {
  readonly lists: readonly TypeList[];
  readonly empty: readonly ClientType[];
}

/** The client lists of all connections and types, as read since the last refresh. */
export class ClientLists {
  readonly #service: OpenService;
  readonly #lists = new Map<string, TypeList>();
  /** The connections whose types have been counted, by key. */
  readonly #counted = new Map<string, Connection>();
  readonly #abort = new AbortController();

  constructor(service: OpenService) {
    this.#service = service;
  }

  /** Aborts when the lists are no longer wanted. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** All lists. */
  get all(): readonly TypeList[] {
    return [...this.#lists.values()];
  }

  /** Returns the list of a type, if it has been counted and has clients. */
  of(connection: Connection, type: ClientType): TypeList | undefined {
    return this.#lists.get(keyOf(connection, type));
  }

  /** Counts the clients of each type in the service. Clients already read are kept. */
  async count(connection: Connection): Promise<CountedTypes> {
    this.#counted.set(keyOf(connection), connection);
    const counts = await Promise.all(
      CLIENT_TYPES.map(async ({ type }) => ({ type, total: await this.#countOf(connection, type) })),
    );
    const empty = counts.filter(({ total }) => total === 0).map(({ type }) => type);
    for (const type of empty) this.#lists.delete(keyOf(connection, type));
    const lists = counts
      .filter(({ total }) => total > 0)
      .map(({ type, total }) => this.#listOf({ kind: 'type', connection, type }, total));
    return { lists, empty };
  }

  /** Reads as many clients of a list again as before; only counts them if none have been read. */
  async reload(list: TypeList): Promise<void> {
    if (list.size > 0 || list.isWhole) await list.reload(this.signal);
    else list.total = await this.#countOf(list.node.connection, list.node.type);
  }

  /**
   * Reads the rest of a list's first page, and calls `filled` if it added clients. A failure is not reported:
   * *Load More* remains, and reports it when clicked.
   */
  async fillPage(list: TypeList, filled: () => void): Promise<void> {
    try {
      if ((await list.fillPage(this.signal)) && !this.signal.aborted) filled();
    } catch {
      // See above
    }
  }

  /**
   * Reads the lists again whose client count in the service has changed. A type that can't be counted or read now is
   * left as it is.
   *
   * @returns the lists that were read again; `undefined` when a type got its first client or lost its last one
   */
  async reloadWhereCountDiffers(): Promise<readonly TypeList[] | undefined> {
    const types = [...this.#counted.values()].flatMap(connection =>
      CLIENT_TYPES.map(({ type }) => ({ connection, type })),
    );
    const changes = await Promise.allSettled(
      types.map(async ({ connection, type }) => {
        const list = this.of(connection, type);
        const total = await this.#countOf(connection, type);
        if (total === (list?.total ?? 0)) return 'same';
        if (!list || total === 0) return 'types';
        await this.reload(list);
        return list;
      }),
    );
    const changed = changes.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []));
    return changed.includes('types') ? undefined : changed.filter(each => each instanceof TypeList);
  }

  /** Aborts pending requests. */
  dispose(): void {
    this.#abort.abort();
  }

  #listOf(node: TypeNode, total: number): TypeList {
    const key = keyOf(node.connection, node.type);
    const list = this.#lists.get(key) ?? new TypeList(node, total, () => this.#service(node.connection));
    this.#lists.set(key, list);
    list.total = total;
    return list;
  }

  /** Counts the clients of a type; 0 if the service does not support the type. */
  async #countOf(connection: Connection, type: ClientType): Promise<number> {
    const service = await this.#service(connection);
    return (await service.clientCount(type, { signal: this.signal }).catch(unlessGone)) ?? 0;
  }
}

/** Key of a list; includes the tenant, so that an edited connection never shows another tenant's clients. */
const keyOf = ({ name, resource, tenantId }: Connection, type?: ClientType): string =>
  [name, resource, tenantId, type].join('\n');
