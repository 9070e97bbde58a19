import type { Connection } from '../../credentials/connections/connection.ts';
import type { ClientFacts } from '../../credentials/projectCredential.ts';
import { isSameId } from '../../credentials/records/sameId.ts';
import type { IdentityService } from '../../service/identityService.ts';
import { CLIENT_TYPES, type ClientType, hasSecrets } from '../../service/model/clientTypes.ts';
import { unlessGone } from '../../service/unlessGone.ts';

/** What looking clients up works with. */
export interface ClientLookupPorts {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly now: () => Date;
}

/** What was learned is taken for true this long, milliseconds: a view is drawn often. */
const FRESH_MS = 60_000;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Learned {
  readonly facts: Promise<ClientFacts>;
  readonly atMs: number;
}

/** Asks the service for the clients that files contain, each once a minute at most. */
export class ClientLookup {
  readonly #ports: ClientLookupPorts;
  readonly #learned = new Map<string, Learned>();

  constructor(ports: ClientLookupPorts) {
    this.#ports = ports;
  }

  /** Tells what the service says of a client. Errors are part of the answer. */
  facts(tenantId: string | undefined, clientId: string): Promise<ClientFacts> {
    // Text from a file that is not an id does not leave this machine.
    if (!GUID.test(clientId)) return Promise.resolve({ kind: 'noConnection' });
    const key = `${tenantId ?? ''}\n${clientId}`.toLowerCase();
    const atMs = this.#ports.now().getTime();
    const known = this.#learned.get(key);
    if (known && atMs - known.atMs < FRESH_MS) return known.facts;
    const facts = this.#ask(tenantId, clientId);
    this.#learned.set(key, { facts, atMs });
    return facts;
  }

  /** Forgets everything. */
  forget(): void {
    this.#learned.clear();
  }

  async #ask(tenantId: string | undefined, clientId: string): Promise<ClientFacts> {
    const reaching = this.#ports
      .connections()
      .filter(each => tenantId === undefined || isSameId(each.tenantId, tenantId));
    let answer: ClientFacts = { kind: 'noConnection' };
    for (const connection of reaching) {
      answer = await this.#askConnection(connection, clientId);
      if (answer.kind === 'client') return answer;
    }
    // Without its tenant, it is not known to be gone: it may belong to another tenant.
    return answer.kind === 'gone' && tenantId === undefined ? { kind: 'noConnection' } : answer;
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
