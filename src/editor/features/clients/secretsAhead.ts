import { atOnce } from '../../../credentials/sweep/atOnce.ts';
import { sweep } from '../../../credentials/sweep/sweep.ts';
import type { Options } from '../../../service/identityService.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { OpenService } from '../../core/connections/connections.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';

/**
 * Clients of a page whose secrets are read in the background to show their health: enough for a usual tenant. In
 * a large tenant, more would mean thousands of requests for lines that are never seen.
 */
const CLIENTS_AHEAD = 100;

/** Concurrent background requests: enough to hide latency, few compared with the user's own requests. */
const LISTS_AT_ONCE = 8;

/** Client nodes per report, so that the tree is redrawn less often. */
const REPORT_EVERY = 25;

/** The secrets of the shown clients: read on demand, and in the background for the first clients of a page. */
export class SecretsAhead {
  readonly #service: OpenService;
  readonly #learned: (nodes: readonly ClientNode[]) => void;
  readonly #secrets = new Map<ClientNode, readonly ClientSecret[]>();
  /** By tenant and client: the secrets read before the refresh. */
  readonly #before: ReadonlyMap<string, readonly ClientSecret[]>;
  readonly #abort = new AbortController();
  /** The latest read of each client: answers may arrive in another order than they were requested. */
  readonly #latest = new Map<ClientNode, object>();
  #version = 0;

  /** @param before the cache that this one replaces */
  constructor(service: OpenService, learned: (nodes: readonly ClientNode[]) => void, before?: SecretsAhead) {
    this.#before = before ? before.#byClient() : new Map();
    this.#service = service;
    this.#learned = learned;
  }

  /** Returns the cached secrets. */
  known(node: ClientNode): readonly ClientSecret[] | undefined {
    return this.#secrets.get(node);
  }

  /**
   * Returns the cached secrets, or those from before the last refresh: good enough for sorting, which would
   * otherwise have to read all secrets again.
   */
  lastKnown(node: ClientNode): readonly ClientSecret[] | undefined {
    return this.#secrets.get(node) ?? this.#before.get(keyOf(node));
  }

  /** Incremented with each change. */
  get version(): number {
    return this.#version;
  }

  /** Removes a client's secrets from the cache. */
  forget(node: ClientNode): void {
    this.#secrets.delete(node);
    this.#latest.delete(node);
    this.#version += 1;
  }

  /** Reads the secrets of these clients that are not cached, and calls `report` after each. */
  async readAll(nodes: readonly ClientNode[], signal: AbortSignal, report: () => void): Promise<void> {
    const unknown = nodes.filter(node => hasSecrets(node.client.type) && !this.#secrets.has(node));
    await sweep(unknown, async (node, turnedAway) => {
      await this.#read(node, { signal, turnedAway });
      report();
    });
  }

  /** Reads a client's secrets, and reports the client if they differ from the cache. */
  async fetch(node: ClientNode): Promise<readonly ClientSecret[]> {
    const before = this.#secrets.get(node);
    const secrets = await this.#read(node);
    if (!before || !isSame(before, secrets)) this.#learned([node]);
    return secrets;
  }

  /**
   * Reads the secrets of the first of these clients; ignores failures.
   *
   * @returns resolves when all reads have ended
   */
  async start(nodes: readonly ClientNode[]): Promise<void> {
    const queue = nodes
      .slice(0, CLIENTS_AHEAD)
      .filter(node => hasSecrets(node.client.type) && !this.#secrets.has(node));
    const learned: ClientNode[] = [];
    const report = () => {
      if (learned.length > 0 && !this.#abort.signal.aborted) this.#learned(learned.splice(0));
    };
    let failures = 0;
    const read = async (node: ClientNode) => {
      try {
        await this.#read(node);
        learned.push(node);
      } catch (error) {
        failures += 1;
        if (failures >= LISTS_AT_ONCE) throw error;
      }
      if (learned.length >= REPORT_EVERY) report();
    };
    // Opening the client tries again, and reports the failure.
    await atOnce(queue, LISTS_AT_ONCE, read, this.#abort.signal).catch(() => {});
    report();
  }

  /** Aborts all reads. */
  dispose(): void {
    this.#abort.abort();
  }

  #byClient(): ReadonlyMap<string, readonly ClientSecret[]> {
    const known = new Map(this.#before);
    for (const [node, secrets] of this.#secrets) known.set(keyOf(node), secrets);
    return known;
  }

  async #read(
    node: ClientNode,
    options: Options = { signal: this.#abort.signal },
  ): Promise<readonly ClientSecret[]> {
    const read = {};
    this.#latest.set(node, read);
    const service = await this.#service(node.connection);
    const secrets = await service.secrets(node.client.type, node.client.id, options);
    if (this.#latest.get(node) !== read) return this.#secrets.get(node) ?? secrets;
    this.#secrets.set(node, secrets);
    this.#version += 1;
    return secrets;
  }
}

const keyOf = ({ connection, client }: ClientNode): string => `${connection.tenantId}\n${client.id}`;

const isSame = (one: readonly ClientSecret[], other: readonly ClientSecret[]): boolean =>
  one.length === other.length &&
  one.every(
    (secret, index) =>
      secret.id === other[index]?.id && +(secret.expiresAt ?? 0) === +(other[index]?.expiresAt ?? 0),
  );
