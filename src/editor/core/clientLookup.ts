import type { Connection } from '../../credentials/connections/connection.ts';
import type { ClientFacts } from '../../credentials/projectCredential.ts';
import { isSameId } from '../../credentials/records/sameId.ts';
import type { IdentityService } from '../../service/identityService.ts';
import { CLIENT_TYPES, type ClientType, hasSecrets } from '../../service/model/clientTypes.ts';
import { unlessGone } from '../../service/unlessGone.ts';

/** Dependencies of the lookup. */
export interface ClientLookupPorts {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly now: () => Date;
}

/** Lifetime of cached answers in milliseconds, because a view is drawn often. */
const FRESH_MS = 60_000;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Learned {
  readonly facts: Promise<ClientFacts>;
  readonly atMs: number;
}

/** Looks up the clients that files contain, each at most once a minute. */
export class ClientLookup {
  readonly #ports: ClientLookupPorts;
  readonly #learned = new Map<string, Learned>();

  constructor(ports: ClientLookupPorts) {
    this.#ports = ports;
  }

  /** Returns what the service knows of a client. Never rejects. */
  facts(tenantId: string | undefined, clientId: string): Promise<ClientFacts> {
    // Never send text from a file that is not an id to the service.
    if (!GUID.test(clientId)) return Promise.resolve({ kind: 'noConnection' });
    const key = `${tenantId ?? ''}\n${clientId}`.toLowerCase();
    const atMs = this.#ports.now().getTime();
    const known = this.#learned.get(key);
    if (known && atMs - known.atMs < FRESH_MS) return known.facts;
    const facts = this.#ask(tenantId, clientId);
    this.#learned.set(key, { facts, atMs });
    return facts;
  }

  /** Clears the cache. */
  forget(): void {
    this.#learned.clear();
  }

  async #ask(tenantId: string | undefined, clientId: string): Promise<ClientFacts> {
    const reaching = this.#ports
      .connections()
      .filter(each => tenantId === undefined || isSameId(each.tenantId, tenantId));
    const answers: ClientFacts[] = [];
    for (const connection of reaching) {
      const answer = await this.#askConnection(connection, clientId);
      if (answer.kind === 'client') return answer;
      answers.push(answer);
    }
    const failed = answers.find(({ kind }) => kind === 'failed');
    const gone = answers.find(({ kind }) => kind === 'gone');
    // All connections reach the same tenant, and one that answers knows all of its clients.
    if (tenantId !== undefined) return gone ?? failed ?? { kind: 'noConnection' };
    // Without a tenant id, the client may belong to another tenant.
    return failed ?? { kind: 'noConnection' };
  }

  async #askConnection(connection: Connection, clientId: string): Promise<ClientFacts> {
    try {
      const service = await this.#ports.service(connection);
      for (const { type } of CLIENT_TYPES) {
        const facts = await factsOf(service, type, clientId);
        if (facts) return facts;
      }
      return { kind: 'gone' };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }
}

async function factsOf(
  service: IdentityService,
  type: ClientType,
  clientId: string,
): Promise<ClientFacts | undefined> {
  const client = await service.client(type, clientId).catch(unlessGone);
  const secrets = client && hasSecrets(type) ? await service.secrets(type, clientId).catch(unlessGone) : [];
  return client && secrets && { kind: 'client', name: client.name, enabled: client.enabled, secrets };
}
