import type { IdentityService } from '../../service/identityService.ts';
import type { Client } from '../../service/model/client.ts';
import { CLIENT_TYPES } from '../../service/model/clientTypes.ts';
import { unlessGone } from '../../service/unlessGone.ts';
import type { Connection } from '../connections/connection.ts';
import { isSameId } from '../records/sameId.ts';

/** What a file says about the client of a secret. */
export interface ClientHints {
  /** GUID. */
  readonly clientId?: string | undefined;
  /** GUID. */
  readonly tenantId?: string | undefined;
  /** An address of the service. */
  readonly address?: string | undefined;
}

/** A client, and a connection that reaches it. */
export interface ReachedClient {
  readonly connection: Connection;
  readonly client: Client;
}

/** The connections that have a client. */
export interface ClientSearch {
  readonly found: readonly ReachedClient[];
  /** Why the first of the others couldn't be asked. */
  readonly error?: unknown;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Returns the host and port of an address; `undefined` if it is none. */
const originOf = (address: string | undefined): string | undefined =>
  address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;

/** Returns the connections that fit a file: those of its tenant, and of several of them, those of its address. */
export function fittingConnections(
  connections: readonly Connection[],
  { tenantId, address }: ClientHints,
): readonly Connection[] {
  const ofTenant =
    tenantId === undefined ? connections : connections.filter(each => isSameId(each.tenantId, tenantId));
  const origin = originOf(address);
  const ofAddress = ofTenant.filter(({ resource }) => originOf(resource) === origin);
  return ofAddress.length > 0 ? ofAddress : ofTenant;
}

/**
 * Asks each connection for a client by its id. Never rejects. A text that is no id is not sent.
 *
 * @param open opens the service of a connection
 */
export async function findClient(
  clientId: string,
  connections: readonly Connection[],
  open: (connection: Connection) => Promise<Pick<IdentityService, 'client'>>,
): Promise<ClientSearch> {
  if (!GUID.test(clientId)) return { found: [] };
  const found: ReachedClient[] = [];
  let error: unknown;
  for (const connection of connections) {
    try {
      const client = await readClient(clientId, await open(connection));
      if (client) found.push({ connection, client });
    } catch (reason) {
      error ??= reason;
    }
  }
  return { found, error };
}

async function readClient(
  clientId: string,
  service: Pick<IdentityService, 'client'>,
): Promise<Client | undefined> {
  for (const { type } of CLIENT_TYPES) {
    const client = await service.client(type, clientId).catch(unlessGone);
    if (client) return client;
  }
  return undefined;
}
