import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';

/** A connection through which clients send data to a namespace. */
export interface OmfConnection {
  /** GUID, lower case. */
  readonly id: string;
  readonly namespaceId: string;
  readonly name: string | null;
  readonly description: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly createdAtMs: number;
  /** GUIDs, lower case; each is in at most one connection of a namespace. */
  readonly clientIds: readonly string[];
}

const COLUMNS = 'id, namespace, name, description, created_at_ms';
const CLIENTS =
  '(SELECT json_group_array(client ORDER BY sequence) FROM omf_client WHERE connection = id) AS client_ids';

/** Stores OMF connections. Callers of methods that write open the transaction. */
export class OmfConnectionTable {
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #remove: StatementSync;
  readonly #list: StatementSync;
  readonly #find: StatementSync;
  readonly #unmap: StatementSync;
  readonly #map: StatementSync;
  readonly #mapped: StatementSync;

  constructor(database: DatabaseSync) {
    const select = (rest: string) =>
      database.prepare(`SELECT ${COLUMNS}, ${CLIENTS} FROM omf_connection ${rest}`);
    this.#insert = database.prepare(`INSERT INTO omf_connection (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`);
    this.#update = database.prepare('UPDATE omf_connection SET name = ?, description = ? WHERE id = ?');
    this.#remove = database.prepare('DELETE FROM omf_connection WHERE id = ?');
    this.#list = select('WHERE namespace = ? ORDER BY sequence');
    this.#find = select('WHERE namespace = ? AND id = ?');
    this.#unmap = database.prepare('DELETE FROM omf_client WHERE connection = ?');
    this.#map = database.prepare(
      'INSERT INTO omf_client (connection, namespace, client) SELECT ?, ?, value FROM json_each(?) ORDER BY key',
    );
    this.#mapped = database.prepare(
      'SELECT client, connection FROM omf_client WHERE namespace = ? AND client IN (SELECT value FROM json_each(?))',
    );
  }

  /** Adds a connection. No other connection of the namespace may have its clients. */
  insert(connection: OmfConnection): void {
    const { id, namespaceId, name, description, createdAtMs } = connection;
    this.#insert.run(id, namespaceId, name, description, createdAtMs);
    this.#mapClients(connection);
  }

  /** Writes name, description and clients of a connection. */
  update(connection: OmfConnection): void {
    const { id, name, description } = connection;
    this.#update.run(name, description, id);
    this.#unmap.run(id);
    this.#mapClients(connection);
  }

  /** Deletes a connection; its clients are no longer mapped. */
  remove(id: string): void {
    this.#remove.run(id);
  }

  /** Returns the connections of a namespace in the order of their creation. */
  list(namespaceId: string): OmfConnection[] {
    return this.#list.all(namespaceId).map(connectionOf);
  }

  /** Returns a connection of a namespace by its id (lower case). */
  find(namespaceId: string, id: string): OmfConnection | undefined {
    const row = this.#find.get(namespaceId, id);
    return row && connectionOf(row);
  }

  /** Returns the ids of the connections that clients are mapped to in a namespace, by the ids of the clients. */
  connectionsOf(namespaceId: string, clientIds: readonly string[]): Map<string, string> {
    const rows = this.#mapped.all(namespaceId, JSON.stringify(clientIds));
    return new Map(rows.map(({ client, connection }) => [String(client), String(connection)]));
  }

  #mapClients({ id, namespaceId, clientIds }: OmfConnection): void {
    this.#map.run(id, namespaceId, JSON.stringify(clientIds));
  }
}

function connectionOf(row: Record<string, SQLOutputValue>): OmfConnection {
  return {
    id: String(row.id),
    namespaceId: String(row.namespace),
    name: row.name === null ? null : String(row.name),
    description: row.description === null ? null : String(row.description),
    createdAtMs: Number(row.created_at_ms),
    clientIds: JSON.parse(String(row.client_ids)),
  };
}
