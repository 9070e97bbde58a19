import type { Connection } from '../../../credentials/connections/connection.ts';
import { CLIENT_TYPES, type ClientType } from '../../../service/model/clientTypes.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { OpenService } from '../../core/connections/connections.ts';
import type { TypeNode } from '../../vocabulary/clientsNode.ts';
import { TypeList } from './typeList.ts';

/** What a connection's tenant has: a list for each type that has clients, and the types that have none. */
export interface CountedTypes {
  readonly lists: readonly TypeList[];
  readonly empty: readonly ClientType[];
}

/** The lists of clients that have been read since the last refresh, of all connections and types. */
export class ClientLists {
  readonly #service: OpenService;
  readonly #lists = new Map<string, TypeList>();
  readonly #abort = new AbortController();

  constructor(service: OpenService) {
    this.#service = service;
  }

  /** Aborts when the lists are no longer wanted. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** All lists that there are. */
  get all(): readonly TypeList[] {
    return [...this.#lists.values()];
  }

  /** Returns the list of a type, if it has been counted and has clients. */
  of(connection: Connection, type: ClientType): TypeList | undefined {
    return this.#lists.get(keyOf(connection, type));
  }

  /** Asks the service how many clients of each type it has. What has been read of them stays. */
  async count(connection: Connection): Promise<CountedTypes> {
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

  /** Reads the clients of a list again, as many as have been read; only counts them while none have. */
  async reload(list: TypeList): Promise<void> {
    if (list.size > 0 || list.isWhole) await list.reload(this.signal);
    else list.total = await this.#countOf(list.node.connection, list.node.type);
  }

  /**
   * Reads what is missing of a list's first page, and calls back if there is more to show now. A failure is not
   * reported: the line that loads more is still there, and fails again when it is pressed.
   */
  async fillPage(list: TypeList, filled: () => void): Promise<void> {
    try {
      if ((await list.fillPage(this.signal)) && !this.signal.aborted) filled();
    } catch {
      // see above
    }
  }

  /** Reads those lists again of which the service has more or fewer clients than it had, and returns them. */
  async reloadWhereCountDiffers(): Promise<readonly TypeList[]> {
    const reloaded = this.all.map(async list => {
      const { connection, type } = list.node;
      if ((await this.#countOf(connection, type)) === list.total) return [];
      await this.reload(list);
      return [list];
    });
    return (await Promise.all(reloaded)).flat();
  }

  /** Ends what is still being read. */
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

  /** Counts the clients of a type; a service that does not have the type has none of it. */
  async #countOf(connection: Connection, type: ClientType): Promise<number> {
    const service = await this.#service(connection);
    return (await service.clientCount(type, { signal: this.signal }).catch(unlessGone)) ?? 0;
  }
}

/** Another tenant's clients are never taken for this one's, even where a connection has been pointed elsewhere. */
const keyOf = ({ name, resource, tenantId }: Connection, type: ClientType): string =>
  [name, resource, tenantId, type].join('\n');
