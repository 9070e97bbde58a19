import type { Connection } from '../../credentials/connection.ts';
import type { IdentityService } from '../../service/identityService.ts';
import type { ClientSecret } from '../../service/model/clientSecret.ts';
import { CLIENT_TYPES } from '../../service/model/clientTypes.ts';
import type { ClientNode } from './clientsNode.ts';

/**
 * Clients of a page whose secrets are read before anybody asks, so that their health shows: what a usual tenant
 * has. In a tenant of thousands that would be thousands of requests for lines that nobody looks at.
 */
const CLIENTS_AHEAD = 100;

/** Secret lists under way at once: enough to hide a distant service's latency, few beside a user's own requests. */
const LISTS_AT_ONCE = 8;

/** Client nodes that come to be known together are reported together. */
const REPORT_EVERY = 25;

/** The secrets of the clients on show: read on demand, and for the first clients of a page in the background. */
export class SecretsAhead {
  readonly #service: (connection: Connection) => Promise<IdentityService>;
  readonly #learned: (nodes: readonly ClientNode[]) => void;
  readonly #secrets = new Map<ClientNode, readonly ClientSecret[]>();
  readonly #abort = new AbortController();

  constructor(
    service: (connection: Connection) => Promise<IdentityService>,
    learned: (nodes: readonly ClientNode[]) => void,
  ) {
    this.#service = service;
    this.#learned = learned;
  }

  /** Returns what is known, without asking. */
  known(node: ClientNode): readonly ClientSecret[] | undefined {
    return this.#secrets.get(node);
  }

  /** Reads a client's secrets now, and reports the client when that changes what was known. */
  async fetch(node: ClientNode): Promise<readonly ClientSecret[]> {
    const before = this.#secrets.get(node);
    const secrets = await this.#read(node);
    if (!before || !isSame(before, secrets)) this.#learned([node]);
    return secrets;
  }

  /** Starts to read the secrets of the first of these clients; a failure leaves them unknown. */
  start(nodes: readonly ClientNode[]): void {
    const queue = nodes.slice(0, CLIENTS_AHEAD).filter(({ client }) => hasSecrets(client.type));
    const learned: ClientNode[] = [];
    const report = () => {
      if (learned.length > 0 && !this.#abort.signal.aborted) this.#learned(learned.splice(0));
    };
    const work = async () => {
      for (let node = queue.shift(); node && !this.#abort.signal.aborted; node = queue.shift()) {
        await this.#read(node);
        learned.push(node);
        if (learned.length >= REPORT_EVERY) report();
      }
    };
    const workers = Array.from({ length: LISTS_AT_ONCE }, work);
    // what fails here fails again, with words, as soon as somebody opens the client
    void Promise.allSettled(workers).then(report);
  }

  /** Ends what is under way. */
  dispose(): void {
    this.#abort.abort();
  }

  async #read(node: ClientNode): Promise<readonly ClientSecret[]> {
    const service = await this.#service(node.connection);
    const secrets = await service.secrets(node.client.type, node.client.id, { signal: this.#abort.signal });
    this.#secrets.set(node, secrets);
    return secrets;
  }
}

const hasSecrets = (type: ClientNode['client']['type']): boolean =>
  CLIENT_TYPES.some(row => row.type === type && row.hasSecrets);

const isSame = (one: readonly ClientSecret[], other: readonly ClientSecret[]): boolean =>
  one.length === other.length &&
  one.every(
    (secret, index) =>
      secret.id === other[index]?.id && +(secret.expiresAt ?? 0) === +(other[index]?.expiresAt ?? 0),
  );
