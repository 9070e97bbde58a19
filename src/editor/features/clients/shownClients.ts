import {
  type Arrangement,
  arrangeClients,
  needsAll,
  needsSecrets,
  UNARRANGED,
} from '../../vocabulary/clientArrangement.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import type { SecretsAhead } from './secretsAhead.ts';
import type { TypeList } from './typeList.ts';

/** How many clients of a type there are. */
export interface TypeCounts {
  /** Lines that are shown. */
  readonly shown: number;
  /** Lines that match the filter. */
  readonly total: number;
  /** Clients that the service has. */
  readonly all: number;
}

/** Selects the clients to show. Sorts a list again only after a change, because sorting 50,000 clients is slow. */
export class ShownClients {
  readonly #now: () => Date;
  readonly #before = new WeakMap<TypeList, { readonly key: string; readonly nodes: readonly ClientNode[] }>();
  /** Which clients are shown, and how. */
  arrangement: Arrangement = UNARRANGED;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Returns whether a list is filtered or sorted. */
  isArranged(list: TypeList): boolean {
    return list.isWhole && needsAll(this.arrangement);
  }

  /** Counts all clients and those shown. */
  counts(list: TypeList, secrets: SecretsAhead): TypeCounts {
    if (!list.isWhole) return { shown: list.size, total: list.total, all: list.total };
    const total = this.isArranged(list) ? this.#arrange(list, secrets).length : list.size;
    return { shown: Math.min(total, list.limit), total, all: list.total };
  }

  /** Returns the clients that are shown, in the wanted order. */
  of(list: TypeList, secrets: SecretsAhead): readonly ClientNode[] {
    const nodes = this.isArranged(list) ? this.#arrange(list, secrets) : list.nodes;
    return list.isWhole ? nodes.slice(0, list.limit) : nodes;
  }

  #arrange(list: TypeList, secrets: SecretsAhead): readonly ClientNode[] {
    const known = needsSecrets(this.arrangement) ? secrets.version : 0;
    const key = JSON.stringify([this.arrangement, list.version, known]);
    const before = this.#before.get(list);
    if (before?.key === key) return before.nodes;
    const secretsOf = (node: ClientNode) => secrets.lastKnown(node);
    const nodes = arrangeClients({ nodes: list.nodes, secretsOf, now: this.#now() }, this.arrangement);
    this.#before.set(list, { key, nodes });
    return nodes;
  }
}
