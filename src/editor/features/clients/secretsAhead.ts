import { atOnce } from '../../../credentials/sweep/atOnce.ts';
import { sweep } from '../../../credentials/sweep/sweep.ts';
import type { Options } from '../../../service/identityService.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { OpenService } from '../../core/connections/connections.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';

/**
 * Clients of a page whose secrets are read before anybody asks, so that their health shows: what a usual tenant
 * has. In a tenant of thousands that would be thousands of requests for lines that are never seen.
 */
const CLIENTS_AHEAD = 100;

/** Secret lists under way at once: enough to hide a distant service's latency, few beside a user's own requests. */
const LISTS_AT_ONCE = 8;

/** Client nodes that come to be known together are reported together. */
const REPORT_EVERY = 25;

/** The secrets of the clients on show: read on demand, and for the first clients of a page in the background. */
export class SecretsAhead {
  readonly #service: OpenService;
  readonly #learned: (nodes: readonly ClientNode[]) => void;
  readonly #secrets = new Map<ClientNode, readonly ClientSecret[]>();
  /** By tenant and client: what was known before all was forgotten. */
  readonly #before: ReadonlyMap<string, readonly ClientSecret[]>;
  readonly #abort = new AbortController();
  #version = 0;

  /** @param before what is forgotten in favour of this one */
  constructor(service: OpenService, learned: (nodes: readonly ClientNode[]) => void, before?: SecretsAhead) {
    this.#before = before ? before.#byClient() : new Map();
    this.#service = service;
    this.#learned = learned;
  }

  /** Returns what is known, without asking. */
  known(node: ClientNode): readonly ClientSecret[] | undefined {
    return this.#secrets.get(node);
  }

  /**
   * Returns what is known, or was when all was forgotten last: good enough to order clients by, for which the secrets
   * of all would have to be read again.
   */
  lastKnown(node: ClientNode): readonly ClientSecret[] | undefined {
    return this.#secrets.get(node) ?? this.#before.get(keyOf(node));
  }

  /** Tells one state of knowledge from another. */
  get version(): number {
    return this.#version;
  }

  /** Forgets what is known of a client's secrets. */
  forget(node: ClientNode): void {
    this.#secrets.delete(node);
    this.#version += 1;
  }

  /** Reads the secrets of all these clients, as far as they are not known, and tells after each. */
  async readAll(nodes: readonly ClientNode[], signal: AbortSignal, report: () => void): Promise<void> {
    const unknown = nodes.filter(node => hasSecrets(node.client.type) && !this.#secrets.has(node));
    await sweep(unknown, async (node, turnedAway) => {
      await this.#read(node, { signal, turnedAway });
      report();
    });
  }

  /** Reads a client's secrets now, and reports the client when that changes what was known. */
  async fetch(node: ClientNode): Promise<readonly ClientSecret[]> {
    const before = this.#secrets.get(node);
    const secrets = await this.#read(node);
    if (!before || !isSame(before, secrets)) this.#learned([node]);
    return secrets;
  }

  /**
   * Starts to read the secrets of the first of these clients; a failure leaves them unknown.
   *
   * @returns resolves when nothing more is to come of it
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
    // What fails here fails again, with a message, when the client is opened.
    await atOnce(queue, LISTS_AT_ONCE, read, this.#abort.signal).catch(() => {});
    report();
  }

  /** Ends what is under way. */
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
    const service = await this.#service(node.connection);
    const secrets = await service.secrets(node.client.type, node.client.id, options);
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
